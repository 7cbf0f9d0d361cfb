package live

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// anchorBody is an add_anchor for userID with a push URL of the server's.
func (h *harness) anchorBody(userID, roomID string) string {
	h.Helper()
	url := h.roomOK(userID, "get_anchor_url", `{}`)
	return fmt.Sprintf(`{"roomID":%q,"userID":%q,"userName":"N","userAvatar":"A","pushURL":%q}`, roomID, userID, url["pushURL"])
}

// liveRoom creates a room of userID and starts it.
func (h *harness) liveRoom(userID, roomID string) {
	h.Helper()
	h.roomOK(userID, "create_room", fmt.Sprintf(`{"roomInfo":"hello","roomID":%q}`, roomID))
	h.roomOK(userID, "add_anchor", h.anchorBody(userID, roomID))
}

func (h *harness) list(index, count int) []any {
	h.Helper()
	rooms, _ := h.roomOK("someone", "get_room_list", fmt.Sprintf(`{"index":%d,"cnt":%d}`, index, count))["rooms"].([]any)
	return rooms
}

func TestRoomLife(t *testing.T) {
	h := newHarness(t, productionConfig())
	made := h.roomOK("alice", "create_room", `{"userID":"alice","roomInfo":"你好"}`)
	id, _ := made["roomID"].(string)
	if len(id) != len("room_12345678_1234") {
		t.Fatal(made)
	}
	if rooms := h.list(0, 20); len(rooms) != 0 {
		t.Errorf("a reserved room is listed: %v", rooms)
	}
	h.roomRefused(codeNoAnchors, "bob", "get_anchors", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomRefused(codeEnterFailed, "bob", "add_anchor", h.anchorBody("bob", id))
	h.roomOK("alice", "add_anchor", h.anchorBody("alice", id))
	h.roomOK("bob", "add_pusher", h.anchorBody("bob", id))

	room := h.roomOK("carol", "get_pushers", fmt.Sprintf(`{"roomID":%q}`, id))
	if room["roomCreator"] != "alice" || room["roomInfo"] != "你好" || room["custom"] != "{}" || room["roomStatusCode"] != 0.0 {
		t.Errorf("%v", room)
	}
	if url, _ := room["mixedPlayURL"].(string); !strings.HasPrefix(url, "https://play.example.com/live/alice_") || !strings.Contains(url, ".flv?txSecret=") {
		t.Errorf("mixedPlayURL %v", url)
	}
	pushers, _ := room["pushers"].([]any)
	if len(pushers) != 2 || strings.Contains(fmt.Sprint(room), "push.example.com") {
		t.Fatalf("pushers %v", pushers)
	}
	guest, _ := pushers[1].(map[string]any)
	if url, _ := guest["accelerateURL"].(string); guest["userID"] != "bob" || guest["userName"] != "N" || guest["userAvatar"] != "A" ||
		!strings.HasPrefix(url, "rtmp://play.example.com/live/bob_") {
		t.Errorf("guest %v", guest)
	}

	h.roomOK("bob", "delete_anchor", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomRefused(codeLeaveFailed, "bob", "delete_pusher", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomRefused(codeDestroyFailed, "bob", "destroy_room", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomOK("alice", "delete_anchor", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomRefused(codeNoAnchors, "carol", "get_anchors", fmt.Sprintf(`{"roomID":%q}`, id))
	h.roomRefused(codeEnterFailed, "bob", "add_anchor", h.anchorBody("bob", id))
}

// A creator takes guests off the mic; nobody else does, and a user who is not
// there is no guest.
func TestKick(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.liveRoom("mallory", "m")
	for _, guest := range []string{"bob", "carol"} {
		h.roomOK(guest, "add_anchor", h.anchorBody(guest, "r"))
	}
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":"alice"}`)
	h.roomRefused(codeOtherUser, "mallory", "delete_pusher", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeOtherUser, "carol", "delete_anchor", `{"roomID":"r","userID":7}`)
	h.roomRefused(codeOtherUser, "alice", "delete_anchor", `{"roomID":"m","userID":"mallory"}`)
	h.roomRefused(codeLeaveFailed, "alice", "delete_anchor", `{"roomID":"r","userID":"dave"}`)

	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"bob"}`)
	h.roomRefused(codeNoHeartbeat, "bob", "anchor_heartbeat", `{"roomID":"r"}`)
	pushers, _ := h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)["pushers"].([]any)
	if len(pushers) != 2 {
		t.Errorf("%v", pushers)
	}
	h.roomOK("bob", "add_anchor", h.anchorBody("bob", "r")) // invited again
	h.roomOK("alice", "delete_pusher", `{"roomID":"r","userID":"bob"}`)
	h.roomOK("alice", "delete_anchor", `{"roomID":"r","userID":"alice"}`)
	h.roomRefused(codeNoAnchors, "carol", "get_anchors", `{"roomID":"r"}`)
}

func TestSeats(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	for _, guest := range []string{"b", "c", "d"} {
		h.roomOK(guest, "add_anchor", h.anchorBody(guest, "r"))
	}
	h.roomRefused(codeAnchorsFull, "e", "add_anchor", h.anchorBody("e", "r"))
	h.roomOK("d", "add_anchor", h.anchorBody("d", "r")) // renews the stream, takes no second seat
	pushers, _ := h.roomOK("d", "anchor_heartbeat", `{"roomID":"r"}`)["pushers"].([]any)
	if len(pushers) != 4 {
		t.Errorf("%v", pushers)
	}
}

func TestForeignStreams(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeBadParameter, "bob", "add_anchor",
		strings.ReplaceAll(h.anchorBody("alice", "r"), `"userID":"alice"`, `"userID":"bob"`))
	bare := newHarness(t, Config{})
	bare.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	bare.roomRefused(codeNoPushURL, "alice", "get_anchor_url", `{}`)
	bare.roomRefused(codeNoPushURL, "alice", "add_anchor", `{"roomID":"r","userName":"","userAvatar":"","pushURL":"rtmp://x/live/alice_0000"}`)
}

func TestHeartbeats(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomOK("bob", "add_anchor", h.anchorBody("bob", "r"))
	h.roomRefused(codeNoHeartbeat, "carol", "anchor_heartbeat", `{"roomID":"r"}`)
	h.roomRefused(codeNoHeartbeat, "alice", "anchor_heartbeat", `{"roomID":"elsewhere"}`)
	h.clock = h.clock.Add(19 * time.Second)
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r","roomStatusCode":7}`)
	h.clock = h.clock.Add(time.Second) // bob has been silent for 20 s
	beat := h.roomOK("alice", "pusher_heartbeat", `{"roomID":"r"}`)
	if pushers, _ := beat["pushers"].([]any); len(pushers) != 1 || beat["roomStatusCode"] != 7.0 {
		t.Errorf("%v", beat)
	}
	h.clock = h.clock.Add(20 * time.Second) // now alice has
	h.roomRefused(codeNoHeartbeat, "alice", "anchor_heartbeat", `{"roomID":"r"}`)
	if rooms := h.list(0, 20); len(rooms) != 0 {
		t.Errorf("a room without creator is listed: %v", rooms)
	}
}

func TestReservedRoomsExpire(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.clock = h.clock.Add(30 * time.Second)
	h.roomOK("bob", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.liveRoom("carol", "s")
	h.clock = h.clock.Add(30 * time.Second)
	h.rooms.registry.sweep(h.clock)
	if left := len(h.rooms.registry.rooms) + len(h.rooms.registry.owned); left != 0 {
		t.Errorf("%d left after the sweep", left)
	}
}

func TestOneRoomPerCreator(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeCreateFailed, "bob", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.liveRoom("alice", "s") // after a crash, with the old heartbeat not yet over
	h.liveRoom("bob", "r")
	if rooms := h.list(0, 20); len(rooms) != 2 {
		t.Errorf("%v", rooms)
	}
	h.roomOK("alice", "destroy_room", `{"roomID":"s"}`)
	if rooms := h.list(0, 20); len(rooms) != 1 {
		t.Errorf("%v", rooms)
	}
}

func TestRoomList(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for _, user := range []string{"a", "b", "c", "d"} {
		h.liveRoom(user, "room-"+user)
		h.clock = h.clock.Add(time.Second)
	}
	for _, test := range []struct {
		index, count int
		want         string
	}{
		{0, 20, "room-d room-c room-b room-a"},
		{0, 2, "room-d room-c"},
		{1, 2, "room-c room-b"},
		{3, 2, "room-a"},
		{4, 2, ""},
		{2147483647, 100, ""},
	} {
		ids := []string{}
		for _, room := range h.list(test.index, test.count) {
			id, _ := room.(map[string]any)["roomID"].(string)
			ids = append(ids, id)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%d+%d: %s, want %s", test.index, test.count, got, test.want)
		}
	}
	for body, want := range map[string]int{
		`{}`: codeNoCount, `{"index":0,"cnt":0}`: codeNoCount, `{"index":0,"cnt":"5"}`: codeNoCount,
		`{"cnt":5}`: codeBadParameter, `{"index":-1,"cnt":5}`: codeBadParameter, `{"index":1e300,"cnt":5}`: codeBadParameter,
	} {
		h.roomRefused(want, "someone", "get_room_list", body)
	}
}
