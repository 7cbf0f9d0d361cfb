package live

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const grantBob = `{"roomID":"r","userID":"bob","accept":true}`

const wishInR = `{"roomID":"r","userName":"Bob","userAvatar":"A"}`

// From the wish to the mic and down again, as host, guest and viewer see it.
func TestSeatLife(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomOK("bob", "ask_seat", wishInR)
	h.wantSeats("alice", "alice on, bob asked")
	h.wantSeats("bob", "alice on, bob asked")
	h.wantSeats("carol", "alice on")

	h.roomRefused(codeNoGrant, "bob", "add_anchor", h.own("bob", "r"))
	h.roomRefused(codeNoGrant, "bob", "get_anchor_url", `{"roomID":"r"}`)
	h.roomOK("alice", "answer_seat", grantBob)
	h.wantSeats("carol", "alice on, bob granted")
	mine := h.mine("bob")
	pushURL := h.roomOK("bob", "get_anchor_url", `{"roomID":"r"}`)["pushURL"]
	if mine["state"] != "granted" || mine["until"] != float64(h.clock.Add(20*time.Second).UnixMilli()) || mine["pushURL"] != pushURL {
		t.Errorf("%v, want the push URL %v", mine, pushURL)
	}
	if hers := h.mine("alice"); hers["pushURL"] != nil {
		t.Errorf("%v", hers)
	}
	h.roomRefused(codeBadParameter, "bob", "add_anchor", h.own("bob", "r")) // not the stream of this seat
	reply := h.roomOK("bob", "add_anchor", anchorOf("bob", "r", pushURL))
	if reply["role"] != "guest" || reply["interval"] != 7.0 {
		t.Errorf("%v", reply)
	}
	h.wantSeats("carol", "alice on, bob on")
	seats, _ := h.roomOK("carol", "get_anchors", `{"roomID":"r"}`)["seats"].([]any)
	bob, _ := seats[1].(map[string]any)
	stream := strings.TrimPrefix(fmt.Sprint(pushURL), "rtmp://192.168.1.2/live/")
	if bob["role"] != "guest" || bob["userName"] != "N" || bob["until"] != 0.0 || bob["playURL"] != "http://192.168.1.2:8000/live/"+stream+".flv" {
		t.Errorf("%v", bob)
	}

	h.roomOK("bob", "delete_anchor", `{"roomID":"r"}`)
	h.wantSeats("carol", "alice on")
	if mine := h.mine("bob"); mine["state"] != "free" || mine["why"] != "left" {
		t.Errorf("%v", mine)
	}
	h.roomOK("bob", "ask_seat", wishInR)
}

// Each way of not getting a seat is told to who wanted it, for a while.
func TestSeatsThatCameToNothing(t *testing.T) {
	for name, test := range map[string]struct {
		end         func(h *harness)
		why, reason string
	}{
		"withdrawn": {func(h *harness) { h.roomOK("bob", "withdraw_seat", `{"roomID":"r"}`) }, "withdrawn", ""},
		"refused": {func(h *harness) {
			h.roomOK("alice", "answer_seat", `{"roomID":"r","userID":"bob","accept":false,"reason":"等一下"}`)
		}, "refused", "等一下"},
		"not answered": {func(h *harness) { h.wait(askTime) }, "expired", ""},
		"not taken": {func(h *harness) {
			h.roomOK("alice", "answer_seat", grantBob)
			h.wait(grantTime)
		}, "expired", ""},
		"given back": {func(h *harness) {
			h.roomOK("alice", "answer_seat", grantBob)
			h.roomOK("bob", "withdraw_seat", `{"roomID":"r"}`)
		}, "withdrawn", ""},
		"kicked": {func(h *harness) { h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"bob"}`) }, "kicked", ""},
	} {
		h := newHarness(t, developmentConfig())
		h.liveRoom("alice", "r")
		h.roomOK("bob", "ask_seat", wishInR)
		test.end(h)
		h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
		if mine := h.mine("bob"); mine["state"] != "free" || mine["why"] != test.why || mine["reason"] != test.reason {
			t.Errorf("%s: %v", name, mine)
		}
		h.wantSeats("alice", "alice on")
		h.roomRefused(codeSeatState, "alice", "answer_seat", grantBob)
		if reply := h.room("bob", "add_anchor", h.own("bob", "r")); reply["code"] == 0.0 {
			t.Errorf("%s: bob sits down: %v", name, reply)
		}
		h.wait(tellTime)
		h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
		if mine := h.mine("bob"); mine["why"] != nil {
			t.Errorf("%s: later: %v", name, mine)
		}
	}
}

func TestInvitations(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeNotInRoom, "alice", "invite_seat", `{"roomID":"r","userID":"bob"}`)
	for _, user := range []string{"bob", "carol", "dave"} {
		h.roomOK(user, "add_audience", `{"roomID":"r","userInfo":"{\"userName\":\"B\",\"userAvatar\":\"P\"}"}`)
	}
	h.roomRefused(codeOtherUser, "carol", "invite_seat", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeOtherUser, "carol", "invite_seat", `{"roomID":"r"}`)
	h.roomRefused(codeNotInRoom, "alice", "invite_seat", `{"roomID":"r"}`)
	for _, user := range []string{"bob", "carol", "dave"} {
		h.roomOK("alice", "invite_seat", fmt.Sprintf(`{"roomID":"r","userID":%q}`, user))
	}
	h.wantSeats("alice", "alice on, bob invited, carol invited, dave invited")
	h.wantSeats("bob", "alice on, bob invited")
	h.roomRefused(codeSeatState, "alice", "answer_seat", grantBob) // the answer is bob's
	h.roomRefused(codeOtherUser, "dave", "answer_seat", grantBob)
	h.roomOK("bob", "answer_seat", `{"roomID":"r","accept":true}`)
	h.roomOK("bob", "add_anchor", h.anchorBody("bob", "r"))
	h.roomOK("carol", "answer_seat", `{"roomID":"r","accept":false}`)
	h.roomOK("alice", "withdraw_seat", `{"roomID":"r","userID":"dave"}`)
	h.roomRefused(codeSeatState, "dave", "answer_seat", `{"roomID":"r","accept":true}`)
	h.wantSeats("alice", "alice on, bob on")
	if mine := h.mine("carol"); mine["why"] != "refused" {
		t.Errorf("%v", mine)
	}

	// Who wants what the other wants as well has it.
	h.roomOK("alice", "invite_seat", `{"roomID":"r","userID":"carol"}`)
	h.roomOK("carol", "ask_seat", `{"roomID":"r","userName":"","userAvatar":""}`)
	h.roomOK("dave", "ask_seat", `{"roomID":"r","userName":"","userAvatar":""}`)
	h.roomOK("alice", "invite_seat", `{"roomID":"r","userID":"dave"}`)
	h.wantSeats("bob", "alice on, bob on, carol granted, dave granted")
}

// Kicked is kicked: no way back but by the host's invitation, in this broadcast.
func TestKick(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.liveRoom("mallory", "m")
	for _, guest := range []string{"bob", "carol"} {
		h.roomOK(guest, "add_audience", `{"roomID":"r","userInfo":"{}"}`)
		h.seatGuest("alice", guest)
	}
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":"alice"}`)
	h.roomRefused(codeOtherUser, "mallory", "delete_pusher", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":7}`)
	h.roomRefused(codeOtherUser, "alice", "delete_anchor", `{"roomID":"m","userID":"mallory"}`)
	h.roomRefused(codeLeaveFailed, "alice", "delete_anchor", `{"roomID":"r","userID":"dave"}`)

	body := h.anchorBody("bob", "r")
	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"bob"}`)
	h.wantSeats("carol", "alice on, carol on")
	h.roomRefused(codeNoHeartbeat, "bob", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomRefused(codeBarred, "bob", "add_anchor", body)
	h.roomRefused(codeBarred, "bob", "ask_seat", wishInR)
	h.roomRefused(codeBarred, "bob", "get_anchor_url", `{"roomID":"r"}`)
	h.roomRefused(codeLeaveFailed, "alice", "delete_anchor", `{"roomID":"r","userID":"bob"}`)

	h.roomOK("alice", "invite_seat", `{"roomID":"r","userID":"bob"}`)
	h.roomOK("bob", "answer_seat", `{"roomID":"r","accept":true}`)
	h.roomOK("bob", "add_anchor", h.anchorBody("bob", "r"))
	h.roomOK("alice", "delete_pusher", `{"roomID":"r","userID":"bob"}`)
	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"alice"}`)
	h.roomRefused(codeNoAnchors, "carol", "get_anchors", `{"roomID":"r"}`)
	h.liveRoom("alice", "r")
	h.roomOK("bob", "ask_seat", wishInR)
}

func TestSeatsAreFour(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	for _, guest := range []string{"b", "c", "d"} {
		h.seatGuest("alice", guest)
	}
	h.roomOK("e", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.roomRefused(codeAnchorsFull, "alice", "invite_seat", `{"roomID":"r","userID":"e"}`)
	h.roomOK("e", "ask_seat", `{"roomID":"r","userName":"","userAvatar":""}`)
	h.roomRefused(codeAnchorsFull, "alice", "answer_seat", `{"roomID":"r","userID":"e","accept":true}`)
	h.wantSeats("alice", "alice on, b on, c on, d on, e asked")
	h.roomOK("d", "add_anchor", h.anchorBody("d", "r")) // renews the stream, takes no second seat
	pushers, _ := h.roomOK("d", "anchor_heartbeat", `{"roomID":"r"}`)["pushers"].([]any)
	if len(pushers) != 4 {
		t.Errorf("%v", pushers)
	}
	h.roomOK("d", "delete_anchor", `{"roomID":"r"}`)
	h.roomOK("alice", "answer_seat", `{"roomID":"r","userID":"e","accept":true}`)
}

// Many who ask at once cost a bounded memory, and go on waiting when they ask
// again: the time does not begin anew.
func TestManyWaiting(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	ask := `{"roomID":"r","userName":"","userAvatar":""}`
	room := maxAnchors + maxWaiting - 1
	for i := range room {
		h.roomOK(fmt.Sprint("u", i), "ask_seat", ask)
	}
	h.roomRefused(codeAnchorsFull, "late", "ask_seat", ask)
	h.roomOK("u0", "withdraw_seat", `{"roomID":"r"}`)
	h.roomOK("late", "ask_seat", ask)
	h.wait(19 * time.Second)
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomOK("u1", "ask_seat", ask)
	h.wait(11 * time.Second)
	h.wantSeats("alice", "alice on")
}

// SEATS=open lets clients sit down that agree among themselves, but for whom the
// host kicked.
func TestOpenSeats(t *testing.T) {
	cfg := developmentConfig()
	cfg.SeatsOpen = true
	h := newHarness(t, cfg)
	h.liveRoom("alice", "r")
	for _, guest := range []string{"b", "c", "d"} {
		h.roomOK(guest, "add_anchor", h.own(guest, "r"))
	}
	h.roomRefused(codeAnchorsFull, "e", "add_anchor", h.own("e", "r"))
	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"d"}`)
	h.roomRefused(codeBarred, "d", "add_anchor", h.own("d", "r"))
	h.roomOK("e", "add_anchor", h.anchorBody("e", "r"))
}

func TestHeartbeats(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.seatGuest("alice", "bob")
	h.roomRefused(codeNoHeartbeat, "carol", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomRefused(codeNoHeartbeat, "alice", "anchor_heartbeat", `{"roomID":"elsewhere"}`)
	h.wait(19 * time.Second)
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r","roomStatusCode":7}`)
	h.wait(time.Second) // bob has been silent for 20 s
	beat := h.roomOK("alice", "pusher_heartbeat", `{"roomID":"r"}`)
	if pushers, _ := beat["pushers"].([]any); len(pushers) != 2 || beat["roomStatusCode"] != 7.0 || beat["state"] != "live" || beat["role"] != "host" {
		t.Errorf("%v", beat)
	}
	h.wantSeats("carol", "alice on, bob away")
	h.roomOK("bob", "anchor_heartbeat", `{"roomID":"r"}`)
	h.wantSeats("carol", "alice on, bob on")
	for range 8 { // 80 s without bob
		h.wait(10 * time.Second)
		h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	}
	h.wantSeats("carol", "alice on")
	h.roomRefused(codeNoHeartbeat, "bob", "anchor_heartbeat", `{"roomID":"r"}`)
	if mine := h.mine("bob"); mine["why"] != "expired" {
		t.Errorf("%v", mine)
	}
}

// A room waits for its host as long as it may, and no longer.
func TestHostAway(t *testing.T) {
	for name, test := range map[string]struct {
		away, setting time.Duration
		gone          bool
	}{
		"10 s":                 {away: 10 * time.Second},
		"60 s":                 {away: time.Minute},
		"3 minutes":            {away: 3*time.Minute + 19*time.Second},
		"4 minutes":            {away: 4 * time.Minute, gone: true},
		"4 minutes, 5 allowed": {away: 4 * time.Minute, setting: 5 * time.Minute},
		"1 minute, ½ allowed":  {away: time.Minute, setting: 30 * time.Second, gone: true},
	} {
		cfg := developmentConfig()
		cfg.RoomAway = test.setting
		h := newHarness(t, cfg)
		h.liveRoom("alice", "r")
		h.wait(test.away)
		h.rooms.registry.sweep(h.steady())
		if test.gone {
			h.roomRefused(codeNoHeartbeat, "alice", "anchor_heartbeat", `{"roomID":"r"}`)
			if left := h.list(0, 20); len(left) != 0 {
				t.Errorf("%s: %v", name, left)
			}
			continue
		}
		room := h.list(0, 20)[0].(map[string]any)
		if away := test.away >= anchorTimeout; (room["state"] == "away") != away || (room["until"] != 0.0) != away {
			t.Errorf("%s: %v", name, room)
		}
		h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
		if room := h.list(0, 20)[0].(map[string]any); room["state"] != "live" || room["until"] != 0.0 {
			t.Errorf("%s: back: %v", name, room)
		}
	}
}

// After a crash of the app the host finds the room and goes on in it, with all
// that is there, whatever the phone remembers.
func TestHostComesBack(t *testing.T) {
	h := newHarness(t, developmentConfig())
	if none := h.roomOK("alice", "get_my_room", `{}`); none["roomID"] != "" {
		t.Errorf("%v", none)
	}
	h.liveRoom("alice@1", "r")
	h.seatGuest("alice@1", "bob")
	h.roomOK("alice@1", "set_custom_field", `{"roomID":"r","fieldName":"topic","operation":"set","value":"x"}`)
	before := h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.wait(40 * time.Second)

	found := h.roomOK("alice@2", "get_my_room", `{}`)
	if found["roomID"] != "r" || found["state"] != "away" || found["roomInfo"] != "hello" || found["role"] != "viewer" {
		t.Errorf("%v", found)
	}
	made := h.roomOK("alice@2", "create_room", `{"roomInfo":"again","roomID":"r"}`)
	if made["roomID"] != "r" || made["resumed"] != true || made["role"] != "host" {
		t.Errorf("%v", made)
	}
	h.roomOK("alice@2", "add_anchor", h.own("alice@2", "r"))
	h.roomOK("bob", "anchor_heartbeat", `{"roomID":"r"}`)
	after := h.roomOK("v", "get_anchors", `{"roomID":"r"}`)
	if after["state"] != "live" || after["roomInfo"] != "again" || after["custom"] != `{"topic":"x"}` || after["audienceCount"] != 1.0 ||
		after["mixedPlayURL"] == before["mixedPlayURL"] {
		t.Errorf("%v", after)
	}
	h.wantSeats("v", "alice on, bob on")
}

// A second device of the host takes over; the first is told, and has no way back
// that it would take by itself.
func TestTakeover(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice@1", "r")
	h.roomOK("alice@2", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.roomOK("alice@2", "add_anchor", h.own("alice@2", "r"))
	h.roomRefused(codeTakenOver, "alice@1", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomRefused(codeTakenOver, "alice@1", "add_anchor", h.own("alice@1", "r"))
	h.roomRefused(codeTakenOver, "alice@1", "destroy_room", `{"roomID":"r"}`)
	h.roomRefused(codeTakenOver, "alice@1", "delete_anchor", `{"roomID":"r"}`)
	h.roomOK("alice@2", "anchor_heartbeat", `{"roomID":"r"}`)

	h.roomOK("alice@1", "create_room", `{"roomInfo":"x","roomID":"r"}`) // by hand
	h.roomOK("alice@1", "add_anchor", h.own("alice@1", "r"))
	h.roomRefused(codeTakenOver, "alice@2", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomOK("alice@renewed", "anchor_heartbeat", `{"roomID":"r"}`) // a login that says no device
	h.roomOK("alice@renewed", "destroy_room", `{"roomID":"r"}`)
}

// An account that watches its own room on another device does not end it.
func TestOwnRoomWatched(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice@phone", "r")
	entered := h.roomOK("alice@tablet", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	if entered["role"] != "viewer" || entered["mySeat"].(map[string]any)["here"] != false {
		t.Errorf("%v", entered)
	}
	h.roomRefused(codeTakenOver, "alice@tablet", "destroy_room", `{"roomID":"r"}`)
	h.roomRefused(codeTakenOver, "alice@tablet", "delete_anchor", `{"roomID":"r"}`)
	h.roomOK("alice@tablet", "delete_audience", `{"roomID":"r"}`)
	if reply := h.roomOK("alice@phone", "anchor_heartbeat", `{"roomID":"r"}`); reply["role"] != "host" {
		t.Errorf("%v", reply)
	}
	h.roomOK("alice@tablet", "destroy_room", `{"roomID":"r","role":"host"}`) // meant
	h.roomRefused(codeNoAnchors, "v", "get_anchors", `{"roomID":"r"}`)
}

// Whoever keeps clients up to date hears of every change, and whom it concerns.
func TestChanged(t *testing.T) {
	h := newHarness(t, developmentConfig())
	told := []string{}
	h.rooms.changed = func(roomID string, _ int64, only ...string) {
		told = append(told, fmt.Sprint(roomID, only))
	}
	expect := func(what string, want ...string) {
		t.Helper()
		if fmt.Sprint(told) != fmt.Sprint(want) {
			t.Errorf("%s: told %v, want %v", what, told, want)
		}
		told = nil
	}
	h.liveRoom("alice", "r")
	expect("a room begins", "r[]")
	h.roomOK("bob", "ask_seat", wishInR)
	expect("a wish", "r[bob alice]")
	h.roomOK("bob", "ask_seat", wishInR)
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomOK("bob", "audience_heartbeat", `{"roomID":"r"}`)
	expect("nothing new")
	h.roomOK("alice", "answer_seat", grantBob)
	expect("a grant", "r[]")
	h.roomRefused(codeSeatState, "alice", "answer_seat", grantBob)
	expect("a refusal")
	h.wait(grantTime)
	h.rooms.registry.sweep(h.steady())
	expect("nobody came, and the host is away", "r[]")
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	expect("the host is back", "r[]")
	h.wait(anchorTimeout)
	h.roomOK("bob", "get_room_list", `{"index":0,"cnt":20}`)
	expect("the host is away again, as a list finds out", "r[]")
	h.roomOK("alice", "destroy_room", `{"roomID":"r"}`)
	expect("the end", "r[]")
}

func TestSeatCalls(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	for _, test := range []struct {
		call, body string
		want       int
	}{
		{"ask_seat", `{}`, codeNoRoomID},
		{"ask_seat", `{"roomID":"r"}`, codeBadParameter},
		{"ask_seat", `{"roomID":"r","userName":"","userAvatar":"` + strings.Repeat("x", 1025) + `"}`, codeBadParameter},
		{"ask_seat", `{"roomID":"s","userName":"","userAvatar":""}`, codeNotInRoom},
		{"ask_seat", `{"roomID":"r","userID":"carol","userName":"","userAvatar":""}`, codeOtherUser},
		{"withdraw_seat", `{"roomID":"r"}`, 0}, // nothing to withdraw is fine
		{"withdraw_seat", `{"roomID":"r","userID":"alice"}`, codeOtherUser},
		{"withdraw_seat", `{"roomID":"r","userID":"a b"}`, codeBadParameter},
		{"withdraw_seat", `{"roomID":"r","userID":null}`, codeBadParameter},
		{"answer_seat", `{"roomID":"r"}`, codeBadParameter},
		{"answer_seat", `{"roomID":"r","accept":"yes"}`, codeBadParameter},
		{"answer_seat", `{"roomID":"r","accept":true}`, codeSeatState},
		{"answer_seat", `{"roomID":"r","accept":false,"reason":7}`, codeBadParameter},
		{"invite_seat", `{"roomID":"s","userID":"bob"}`, codeNotInRoom},
		{"audience_heartbeat", `{"roomID":"s"}`, codeAudienceAdd},
		{"audience_heartbeat", `{"roomID":"r","userInfo":7}`, codeBadParameter},
	} {
		if reply := h.room("bob", test.call, test.body); reply["code"] != float64(test.want) {
			t.Errorf("%s %.60s: %v, want %d", test.call, test.body, reply, test.want)
		}
	}
	h.roomRefused(codeSeatState, "alice", "ask_seat", wishInR)
	h.wantSeats("alice", "alice on")
}
