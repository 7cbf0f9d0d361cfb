package live

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestChatMessage(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	answer := host.ok("send", map[string]any{"room": "r1", "kind": "text", "key": "k1", "body": "hello", "from": "viewer"})
	messages := viewer.until("messages").([]any)
	want := map[string]any{
		"id": answer["id"], "seq": 1.0, "time": float64(w.clock.now().UnixMilli()), "room": "r1", "kind": "text", "key": "k1", "body": "hello",
		"from": map[string]any{"id": "host", "name": "Name of host", "role": "host"},
	}
	if len(messages) != 1 || !reflect.DeepEqual(messages[0], want) {
		t.Errorf("got %v, want %v", messages, want)
	}
	host.heard("hello")
}

// TestChatDirect holds that only the two see what one writes to another.
func TestChatDirect(t *testing.T) {
	w := newChatWorld(t)
	host, guest, viewer := w.member("host"), w.member("guest"), w.member("viewer")
	body := map[string]any{"room": "r1", "kind": "custom", "key": "k", "cmd": "linkmic", "to": "host", "body": "may I?"}
	guest.ok("send", body)
	host.heard("may I?")
	guest.heard("may I?")
	viewer.say("to all")
	viewer.heard("to all")
	body["to"], body["key"] = "nobody", "k2"
	guest.refused("absent", "send", body)
}

// TestChatResume holds that who comes back misses nothing and gets nothing twice.
func TestChatResume(t *testing.T) {
	w := newChatWorld(t)
	host, guest, viewer := w.member("host"), w.member("guest"), w.member("viewer")
	host.say("one")
	last := viewer.until("messages").([]any)[0].(map[string]any)["id"]
	_ = viewer.ws.CloseNow()
	host.say("two")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "a", "to": "guest", "body": "not for viewers"})
	again := w.user("viewer")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "b", "body": "for all"})
	guest.say("three")
	if answer := again.ok("join", map[string]any{"room": "r1", "since": last}); answer["lost"] != nil {
		t.Errorf("nothing is lost: %v", answer)
	}
	again.heard("two", "for all", "three")
	host.say("four")
	again.heard("four")
	again.ok("join", map[string]any{"room": "r1", "since": host.say("five")["id"]})
	again.heard("five")
	w.clock.pass(time.Minute)
	again.hearsNothing()
}

// TestChatResend holds that a message whose answer was lost is not said twice.
func TestChatResend(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	first := viewer.say("once")
	_ = viewer.ws.CloseNow()
	again := w.user("viewer")
	again.ok("join", map[string]any{"room": "r1", "since": first["id"]})
	if second := again.say("once"); second["id"] != first["id"] {
		t.Errorf("ids %v and %v", first["id"], second["id"])
	}
	host.say("next")
	host.heard("once", "next")
}

// TestChatNewcomer holds that who comes for the first time gets the latest texts, and no commands.
func TestChatNewcomer(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	for i := range backlogWelcome + 5 {
		host.say(fmt.Sprint("text ", i))
		w.clock.pass(time.Second)
	}
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "g", "cmd": "gift", "body": "a rocket"})
	viewer := w.user("viewer")
	if answer := viewer.ok("join", map[string]any{"room": "r1"}); answer["lost"] != nil {
		t.Errorf("a newcomer has lost something: %v", answer)
	}
	messages := viewer.until("messages").([]any)
	if got := messages[0].(map[string]any)["body"]; len(messages) != backlogWelcome || got != "text 5" {
		t.Errorf("%d messages from %v on", len(messages), got)
	}
}

// TestChatBacklog holds that what is kept is bounded, and that who has been away for too long is told.
func TestChatBacklog(t *testing.T) {
	big := strings.Repeat("x", chatTextMost)
	for name, c := range map[string]struct {
		text  string
		count int
		wait  time.Duration
	}{
		"count": {"short", backlogMost + 20, 0},
		"bytes": {big, 150, 0},
		"age":   {"short", 3, backlogAge},
	} {
		t.Run(name, func(t *testing.T) {
			w := newChatWorld(t)
			host := w.member("host")
			first := host.say("first")
			room := w.conversation("r1", false)
			for i := range c.count {
				body := encodeChat(c.text)
				_, err := room.say(chatPerson{ID: "host", Role: roleHost}, &chatFrame{Kind: "text", Key: fmt.Sprint(i), Body: body})
				if err != nil {
					t.Fatal(err)
				}
				host.until("messages")
			}
			w.clock.pass(c.wait)
			w.sweep()
			if len(room.log) > backlogMost || room.size > backlogSize || c.wait > 0 && len(room.log) > 0 {
				t.Errorf("%d messages, %d bytes are kept", len(room.log), room.size)
			}
			late := w.user("late")
			if answer := late.ok("join", map[string]any{"room": "r1", "since": first["id"]}); answer["lost"] != true {
				t.Errorf("nobody says that messages are lost: %v", answer)
			}
			other := w.user("other")
			if answer := other.ok("join", map[string]any{"room": "r1", "since": "earlier.7"}); answer["lost"] != true {
				t.Errorf("an id of before a restart: %v", answer)
			}
		})
	}
}

func TestChatLikes(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	like := map[string]any{"op": "like", "room": "r1", "count": 3}
	viewer.write(like)
	if likes := host.until("likes"); likes != 3.0 {
		t.Errorf("%v likes", likes)
	}
	viewer.write(like)
	viewer.write(map[string]any{"op": "like", "room": "r1", "count": 1_000_000})
	viewer.write(map[string]any{"op": "like", "room": "r1", "count": -5})
	viewer.until("likes")
	viewer.quiet()
	host.quiet()
	w.clock.pass(likesEvery)
	if likes := host.until("likes"); likes != 6.0+chatLikesMost {
		t.Errorf("%v likes", likes)
	}
	host.quiet()
}

func TestChatMembers(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	for _, userID := range []string{"a", "b", "c", "c"} {
		w.user(userID).ok("join", map[string]any{"room": "r1"})
	}
	if members := host.until("members"); members != 2.0 {
		t.Errorf("%v members", members)
	}
	host.quiet()
	w.clock.pass(membersEvery)
	if members := host.until("members"); members != 4.0 {
		t.Errorf("%v members", members)
	}
	host.quiet()
}

// TestChatBatches holds that in big rooms several messages make one frame, and that none is late or out of order.
func TestChatBatches(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	room := w.conversation("r1", false)
	room.mu.Lock()
	room.sockets += bigRoom
	room.mu.Unlock()
	host.say("alone")
	viewer.heard("alone")
	host.say("one")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "d", "to": "viewer", "body": "two"})
	host.say("three")
	viewer.quiet()
	late := w.user("late")
	late.ok("join", map[string]any{"room": "r1", "since": "?.0"})
	late.heard("alone")
	w.clock.pass(batchMost)
	if messages := viewer.until("messages").([]any); len(messages) != 3 || messages[1].(map[string]any)["body"] != "two" {
		t.Errorf("%v", messages)
	}
	late.heard("one", "three")
}

func TestChatChanged(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	w.changed("r1", 7)
	w.changed("r1", 6)
	w.changed("nowhere", 1)
	if revision := host.until("changed"); revision != 7.0 {
		t.Errorf("revision %v", revision)
	}
	host.quiet()
	guest, viewer := w.member("guest"), w.member("viewer")
	w.changed("r1", 8, "guest", "nobody")
	if revision := guest.until("changed"); revision != 8.0 {
		t.Errorf("revision %v", revision)
	}
	viewer.quiet()
	if answer := w.user("late").ok("join", map[string]any{"room": "r1"}); answer["changed"] != 7.0 {
		t.Errorf("who comes later hears %v", answer)
	}
}

func TestChatOver(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	w.rooms.remove("r1")
	w.over("r1")
	for _, k := range []*talker{host, viewer} {
		if reason := k.until("reason"); reason != "over" {
			t.Errorf("reason %v", reason)
		}
		k.refused("not_in_room", "send", said("too late"))
		k.refused("no_room", "join", map[string]any{"room": "r1"})
	}
	if w.conversation("r1", false) != nil {
		t.Error("the conversation is still there")
	}
}

func TestChatLeave(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	viewer.ok("leave", map[string]any{"room": "r1"})
	viewer.refused("not_in_room", "send", said("from outside"))
	host.say("are you there?")
	viewer.quiet()
}

// TestChatStop holds that a server that ends says so: clients come back by themselves.
func TestChatStop(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	w.stop()
	host.closed(websocket.StatusGoingAway)
}
