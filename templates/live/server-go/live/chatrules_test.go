package live

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestChatMuteAndBan(t *testing.T) {
	w := newChatWorld(t)
	host, operator, viewer := w.member("host"), w.member("operator"), w.member("viewer")
	one := map[string]any{"room": "r1", "user": "viewer", "on": true, "seconds": 60}
	viewer.refused("not_allowed", "mute", map[string]any{"room": "r1", "user": "host", "on": true})
	operator.refused("not_allowed", "mute", map[string]any{"room": "r1", "user": "host", "on": true})

	host.ok("mute", one)
	if muted := viewer.until("muted"); muted != true {
		t.Errorf("muted %v", muted)
	}
	viewer.refused("muted", "send", said("let me"))
	viewer.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "ask", "to": "host", "body": "why?"})
	w.clock.pass(time.Minute)
	viewer.say("at last")

	operator.ok("mute", map[string]any{"room": "r1", "on": true})
	viewer.refused("muted", "send", said("hm"))
	host.say("the host may")
	if answer := w.user("late").ok("join", map[string]any{"room": "r1"}); answer["muted"] != true {
		t.Errorf("who comes later hears %v", answer)
	}
	operator.ok("mute", map[string]any{"room": "r1", "on": false})
	viewer.say("thank you")

	host.ok("ban", one)
	if reason := viewer.until("reason"); reason != "banned" {
		t.Errorf("reason %v", reason)
	}
	viewer.refused("not_in_room", "send", said("hello?"))
	viewer.refused("banned", "join", map[string]any{"room": "r1"})
	w.clock.pass(time.Minute)
	viewer.ok("join", map[string]any{"room": "r1"})
}

func TestChatRefusals(t *testing.T) {
	w := newChatWorld(t)
	viewer := w.member("viewer")
	text := func(change map[string]any) map[string]any {
		frame := said("fine")
		for name, value := range change {
			frame[name] = value
		}
		return frame
	}
	for _, c := range []struct {
		code, op string
		frame    map[string]any
	}{
		{"no_room", "join", map[string]any{"room": "r2"}},
		{"not_in_room", "send", text(map[string]any{"room": "r2"})},
		{"not_in_room", "mute", map[string]any{"room": "r2"}},
		{"bad_message", "send", text(map[string]any{"key": ""})},
		{"bad_message", "send", text(map[string]any{"key": strings.Repeat("k", 33)})},
		{"bad_message", "send", text(map[string]any{"kind": "shout"})},
		{"bad_message", "send", text(map[string]any{"body": " \n"})},
		{"bad_message", "send", text(map[string]any{"body": 7})},
		{"bad_message", "send", text(map[string]any{"to": "host"})},
		{"bad_message", "send", map[string]any{"room": "r1", "kind": "custom", "key": "k"}},
		{"too_long", "send", text(map[string]any{"body": strings.Repeat("x", chatTextMost+1)})},
		{"too_long", "send", text(map[string]any{"kind": "custom", "body": strings.Repeat("x", chatCustomMost+1)})},
		{"unknown_op", "dance", map[string]any{"room": "r1"}},
	} {
		viewer.refused(c.code, c.op, c.frame)
	}
	viewer.say("still here")
}

func TestChatLimits(t *testing.T) {
	t.Run("user", func(t *testing.T) {
		w := newChatWorld(t)
		viewer := w.member("viewer")
		for i := range 5 {
			viewer.say(fmt.Sprint(i))
		}
		viewer.refused("rate_limited", "send", said("too much"))
		w.clock.pass(time.Second)
		viewer.say("after a while")
	})
	t.Run("room", func(t *testing.T) {
		w := newChatWorld(t)
		for i := range 8 {
			crowd := w.member(fmt.Sprint("user", i))
			for j := range 5 {
				crowd.ok("send", said(fmt.Sprint(i, j)))
			}
		}
		for range 40 {
			w.traffic.wait("r1", w.clock.now())
		}
		viewer := w.member("viewer")
		for range 80 {
			w.traffic.wait("r1", w.clock.now())
		}
		viewer.refused("busy", "send", said("in the crowd"))
		viewer.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "ask", "to": "user1", "body": "control goes on"})
		w.member("host").say("so does the host")
	})
	t.Run("sockets of a user", func(t *testing.T) {
		w := newChatWorld(t)
		for range chatSocketsOfUser {
			w.user("viewer")
		}
		k := w.connect()
		k.refused("too_many", "open", map[string]any{"userID": "viewer", "token": w.tokens.issue("viewer", w.clock.now().Add(time.Hour))})
		k.closed(chatCloseRefused)
	})
	t.Run("rooms of a socket", func(t *testing.T) {
		w := newChatWorld(t)
		k := w.user("viewer")
		for i := range chatRoomsOfSocket + 1 {
			w.rooms.roles[fmt.Sprint("r", i)] = map[string]string{}
		}
		for i := range chatRoomsOfSocket {
			k.ok("join", map[string]any{"room": fmt.Sprint("r", i)})
		}
		k.refused("too_many", "join", map[string]any{"room": fmt.Sprint("r", chatRoomsOfSocket)})
	})
}

func TestChatMalformed(t *testing.T) {
	for name, c := range map[string]struct {
		kind websocket.MessageType
		data string
		code websocket.StatusCode
	}{
		"binary":     {websocket.MessageBinary, `{"op":"ping"}`, websocket.StatusUnsupportedData},
		"not UTF-8":  {websocket.MessageText, "{\"op\":\"\xff\"}", websocket.StatusInvalidFramePayloadData},
		"not JSON":   {websocket.MessageText, `{"op":`, websocket.StatusPolicyViolation},
		"no object":  {websocket.MessageText, `[1]`, websocket.StatusPolicyViolation},
		"no op":      {websocket.MessageText, `{}`, websocket.StatusPolicyViolation},
		"unknown":    {websocket.MessageText, `{"op":"join","room":"r1"}`, websocket.StatusPolicyViolation},
		"too large":  {websocket.MessageText, `{"op":"` + strings.Repeat("x", chatFrameMost) + `"}`, websocket.StatusMessageTooBig},
		"bad token":  {websocket.MessageText, `{"op":"open","n":1,"userID":"host","token":"forged"}`, chatCloseLogin},
		"other user": {websocket.MessageText, `{"op":"open","n":1,"userID":"host","token":"TOKEN"}`, chatCloseLogin},
	} {
		t.Run(name, func(t *testing.T) {
			w := newChatWorld(t)
			k := w.connect()
			data := strings.ReplaceAll(c.data, "TOKEN", w.tokens.issue("viewer", w.clock.now().Add(time.Hour)))
			go func() { _ = k.ws.Write(context.Background(), c.kind, []byte(data)) }()
			k.closed(c.code)
		})
	}
}

// TestChatEarlyFrame holds that a frame that comes along with the handshake is not lost.
func TestChatEarlyFrame(t *testing.T) {
	w := newChatWorld(t)
	conn, err := w.network.dial(context.Background(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const ping = `{"op":"ping"}`
	sent := "GET " + chatPath + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
		"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n" + string([]byte{0x81, 0x80 | byte(len(ping)), 0, 0, 0, 0}) + ping // masked with zeros
	if _, err := conn.Write([]byte(sent)); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(conn)
	if _, err := http.ReadResponse(in, nil); err != nil {
		t.Fatal(err)
	}
	frame := make([]byte, 2+len(`{"op":"pong"}`))
	if _, err := io.ReadFull(in, frame); err != nil || string(frame[2:]) != `{"op":"pong"}` {
		t.Errorf("%q, %v", frame, err)
	}
}

// TestChatNeverReading holds that a socket that takes nothing is cut, costs no more than its queue and stops nobody.
func TestChatNeverReading(t *testing.T) {
	w := newChatWorld(t)
	host, deaf := w.member("host"), w.member("deaf")
	room := w.conversation("r1", false)
	room.mu.Lock()
	socket := room.people["deaf"].sockets[0]
	room.mu.Unlock()
	for i := range chatQueueMost + 2 {
		if _, err := room.say(chatPerson{ID: "host", Role: roleHost}, &chatFrame{Kind: "text", Key: fmt.Sprint(i), Body: json.RawMessage(`"x"`)}); err != nil {
			t.Fatal(err)
		}
		host.heard("x")
	}
	socket.mu.Lock()
	gone, queued := socket.gone, len(socket.queue)
	socket.mu.Unlock()
	if !gone || queued > 0 {
		t.Errorf("cut %t, %d frames queued", gone, queued)
	}
	deaf.closed(-1)
}

// TestChatSweep holds that sockets that are stuck, silent or of nobody are cut in time, and rooms that ended unsaid end.
func TestChatSweep(t *testing.T) {
	w := newChatWorld(t)
	stranger, viewer, stuck := w.connect(), w.user("viewer"), w.member("stuck")
	w.conversation("r1", false).like(1) // which the pipe does not take
	w.clock.pass(chatOpening)
	w.sweep()
	stranger.closed(-1)
	stuck.closed(-1)
	viewer.quiet()
	viewer.ok("join", map[string]any{"room": "r1"})
	w.rooms.remove("r1")
	w.sweep()
	if reason := viewer.until("reason"); reason != "over" {
		t.Errorf("reason %v", reason)
	}
	w.clock.pass(chatSilence)
	w.sweep()
	viewer.closed(-1)
}

// TestChatOfServer holds the whole server to the chat of the rooms that it keeps.
func TestChatOfServer(t *testing.T) {
	h := newHarness(t, developmentConfig())
	web := httptest.NewServer(h)
	defer web.Close()
	defer h.chat.stop()
	h.roomOK("host", "create_room", `{"roomID":"r1","roomInfo":"x"}`)
	ws, _, err := websocket.Dial(context.Background(), "ws"+strings.TrimPrefix(web.URL, "http")+chatPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	k := &talker{T: t, ws: ws}
	k.ok("open", map[string]any{"userID": "host", "token": h.rooms.tokens.issue("host", h.clock.Add(time.Hour))})
	k.ok("join", map[string]any{"room": "r1"})
	if role := k.ok("send", said("hi")); role["id"] == nil {
		t.Errorf("%v", role)
	}
	message := k.until("messages").([]any)[0].(map[string]any)
	if role := message["from"].(map[string]any)["role"]; role != roleHost {
		t.Errorf("role %v", role)
	}
	h.roomOK("host", "add_anchor", h.own("host", "r1"))
	began := k.until("changed")
	asked := h.roomOK("bob", "ask_seat", `{"roomID":"r1","userName":"N","userAvatar":"A"}`)
	if revision := k.until("changed"); revision != asked["rev"] || revision == began {
		t.Errorf("the host hears of revision %v, then %v, want %v", began, revision, asked["rev"])
	}
	h.roomOK("host", "destroy_room", `{"roomID":"r1"}`)
	if reason := k.until("reason"); reason != "over" {
		t.Errorf("reason %v", reason)
	}
	if log := h.logs.String(); !strings.Contains(log, `"path":"`+chatPath+`","status":101`) {
		t.Errorf("the handshake is not in the log:\n%s", log)
	}
}

// TestChatWithoutUpgrade holds that a plain request gets an answer of the protocol.
func TestChatWithoutUpgrade(t *testing.T) {
	h := newHarness(t, developmentConfig())
	reply := h.room("alice", "chat", `{}`)
	if reply["code"] == 0.0 {
		t.Errorf("%v", reply)
	}
	request := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "http://evil.example"+chatPath, nil)
	request.Header.Set("Upgrade", "websocket")
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	if answer.Code != http.StatusForbidden {
		t.Errorf("a foreign name gets status %d", answer.Code)
	}
}
