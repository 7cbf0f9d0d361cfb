package live

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// anchorBody is an add_anchor for a user with a push URL of the server's.
func (h *harness) anchorBody(user, roomID string) string {
	h.Helper()
	url := h.roomOK(user, "get_anchor_url", fmt.Sprintf(`{"roomID":%q}`, roomID))
	return anchorOf(user, roomID, url["pushURL"])
}

func anchorOf(user, roomID string, pushURL any) string {
	userID, _, _ := strings.Cut(user, "@")
	return fmt.Sprintf(`{"roomID":%q,"userID":%q,"userName":"N","userAvatar":"A","pushURL":%q}`, roomID, userID, pushURL)
}

// own is an add_anchor with a push URL that is for no room.
func (h *harness) own(user, roomID string) string {
	h.Helper()
	return anchorOf(user, roomID, h.roomOK(user, "get_anchor_url", `{}`)["pushURL"])
}

// liveRoom creates a room of a user and starts it.
func (h *harness) liveRoom(user, roomID string) {
	h.Helper()
	h.roomOK(user, "create_room", fmt.Sprintf(`{"roomInfo":"hello","roomID":%q}`, roomID))
	h.roomOK(user, "add_anchor", h.own(user, roomID))
}

// seatGuest lets a guest ask in the room r, the host grant, and the guest sit down.
func (h *harness) seatGuest(host, guest string) {
	h.Helper()
	h.roomOK(guest, "ask_seat", `{"roomID":"r","userName":"N","userAvatar":"A"}`)
	h.roomOK(host, "answer_seat", fmt.Sprintf(`{"roomID":"r","userID":%q,"accept":true}`, guest))
	h.roomOK(guest, "add_anchor", h.anchorBody(guest, "r"))
}

// seats tells what a user sees of the seats of the room r: "alice on, bob asked".
func (h *harness) seats(user string) string {
	h.Helper()
	seats, _ := h.roomOK(user, "get_anchors", `{"roomID":"r"}`)["seats"].([]any)
	told := []string{}
	for _, seat := range seats {
		s, _ := seat.(map[string]any)
		told = append(told, fmt.Sprint(s["userID"], " ", s["state"]))
	}
	return strings.Join(told, ", ")
}

func (h *harness) wantSeats(user, want string) {
	h.Helper()
	if got := h.seats(user); got != want {
		h.Errorf("%s sees %q, want %q", user, got, want)
	}
}

// mine is a user's own seat in the room r.
func (h *harness) mine(user string) map[string]any {
	h.Helper()
	mine, _ := h.roomOK(user, "get_anchors", `{"roomID":"r"}`)["mySeat"].(map[string]any)
	return mine
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
	h.roomRefused(codeEnterFailed, "bob", "add_anchor", h.own("bob", id))
	h.roomOK("alice", "add_anchor", h.own("alice", id))
	h.roomOK("bob", "ask_seat", fmt.Sprintf(`{"roomID":%q,"userName":"","userAvatar":""}`, id))
	h.roomOK("alice", "answer_seat", fmt.Sprintf(`{"roomID":%q,"userID":"bob","accept":true}`, id))
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
	h.roomRefused(codeEnterFailed, "bob", "add_anchor", h.own("bob", id))
}

func TestForeignStreams(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeBadParameter, "bob", "add_anchor",
		strings.ReplaceAll(h.own("alice", "r"), `"userID":"alice"`, `"userID":"bob"`))
	bare := newHarness(t, Config{})
	bare.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	bare.roomRefused(codeNoPushURL, "alice", "get_anchor_url", `{}`)
	bare.roomRefused(codeNoPushURL, "alice", "add_anchor", `{"roomID":"r","userName":"","userAvatar":"","pushURL":"rtmp://x/live/alice_0000"}`)
}

// A room that was never begun makes way; one that has ended is forgotten, but for
// whose its id is.
func TestReservedRoomsExpire(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.wait(29 * time.Second)
	h.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.wait(29 * time.Second)
	h.roomOK("alice", "add_anchor", h.own("alice", "r"))
	h.roomOK("bob", "create_room", `{"roomInfo":"x","roomID":"s"}`)
	h.wait(30 * time.Second)
	h.roomRefused(codeEnterFailed, "bob", "add_anchor", h.own("bob", "s"))
	h.wait(4 * time.Minute)
	h.rooms.registry.sweep(h.steady())
	g := h.rooms.registry.(*memory)
	if left := len(g.halls) + len(g.owned) + len(g.order); left != 0 {
		t.Errorf("%d left after the sweep", left)
	}
}

func TestOneRoomPerCreator(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeCreateFailed, "bob", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.liveRoom("alice", "s") // after a crash, with the old heartbeat not yet over
	h.liveRoom("bob", "q")
	if rooms := h.list(0, 20); len(rooms) != 2 {
		t.Errorf("%v", rooms)
	}
	h.roomOK("alice", "destroy_room", `{"roomID":"s"}`)
	if rooms := h.list(0, 20); len(rooms) != 1 {
		t.Errorf("%v", rooms)
	}
}

// A room id stays with the account that used it first, for 90 days after it did.
func TestRoomIDsHaveOwners(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomOK("alice", "destroy_room", `{"roomID":"r"}`)
	h.wait(idLife - time.Second)
	h.roomRefused(codeCreateFailed, "bob", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.roomOK("alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
	h.wait(startTimeout)
	h.rooms.registry.sweep(h.steady())
	h.wait(idLife)
	h.liveRoom("bob", "r")
	h.rooms.registry.sweep(h.steady())
	h.roomRefused(codeCreateFailed, "alice", "create_room", `{"roomInfo":"x","roomID":"r"}`)
}

func TestRoomIDsPerAccount(t *testing.T) {
	h := newHarness(t, developmentConfig())
	used := map[any]int{}
	for i := range 3 * maxIDs {
		h.wait(time.Second)
		used[h.roomOK("alice", "create_room", `{"roomInfo":"x"}`)["roomID"]] = i
	}
	if len(used) != maxIDs {
		t.Errorf("%d ids", len(used))
	}
	h.roomRefused(codeCreateFailed, "alice", "create_room", `{"roomInfo":"x","roomID":"one-more"}`)
	for id := range used {
		h.roomOK("alice", "create_room", fmt.Sprintf(`{"roomInfo":"x","roomID":%q}`, id))
		h.roomRefused(codeCreateFailed, "bob", "create_room", fmt.Sprintf(`{"roomInfo":"x","roomID":%q}`, id))
	}
}

// The revision goes on from broadcast to broadcast of a room.
func TestRevisionsGrow(t *testing.T) {
	h := newHarness(t, developmentConfig())
	last := 0.0
	for range 3 {
		h.liveRoom("alice", "r")
		h.seatGuest("alice", "bob")
		rev, _ := h.roomOK("bob", "get_anchors", `{"roomID":"r"}`)["rev"].(float64)
		if rev <= last {
			t.Errorf("%v after %v", rev, last)
		}
		last = rev
		h.roomOK("alice", "destroy_room", `{"roomID":"r"}`)
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

func TestRoomLogin(t *testing.T) {
	h := newHarness(t, productionConfig())
	elsewhere := newSigner(1400000001, testKey) // the Node server, say
	sig := elsewhere.sign("alice", h.clock, time.Hour)
	for _, test := range []struct {
		app, user, sig string
		want           int
	}{
		{"1400000001", "alice", sig, 0},
		{"", "alice", sig, codeNoLogin},
		{"1400000001", "alice", "", codeNoUserSig},
		{"1400000002", "alice", sig, codeOtherApp},
		{"1400000001", "bob", sig, codeBadToken},
		{"1400000001", "", sig, codeBadParameter},
		{"1400000001", "a b", sig, codeBadParameter},
		{"1400000001", strings.Repeat("a", 33), sig, codeBadParameter},
		{"1400000001", "alice", "forged", codeBadToken},
		{"1400000001", "alice", elsewhere.sign("alice", h.clock.Add(-2*time.Hour), time.Hour), codeBadToken},
	} {
		query := url.Values{"sdkAppID": {test.app}, "userID": {test.user}, "userSig": {test.sig}, "accountType": {"0"}, "platform": {"WeChat"}}
		status, reply := h.post(roomPath+"login?"+query.Encode(), "", "{}")
		if status != 200 || reply["code"] != float64(test.want) || reply["timestamp"] != float64(h.clock.UnixMilli()) {
			t.Errorf("%+v: %d %v", test, status, reply)
		}
		if userID, ok := h.rooms.tokens.verify(fmt.Sprint(reply["token"]), h.clock); ok != (test.want == 0) || ok && userID != "alice" {
			t.Errorf("%+v: token of %q", test, userID)
		}
	}
}

// A development server takes the UserSigs that it makes itself.
func TestRoomLoginInDevelopment(t *testing.T) {
	h := newHarness(t, developmentConfig())
	_, sig := h.post("/api/usersig", h.token(), "{}")
	query := url.Values{"sdkAppID": {fmt.Sprint(sig["sdkAppID"])}, "userID": {"alice"}, "userSig": {fmt.Sprint(sig["userSig"])}}
	if _, reply := h.post(roomPath+"login?"+query.Encode(), "", "{}"); reply["code"] != 0.0 {
		t.Errorf("%v", reply)
	}
}

func TestRoomRequests(t *testing.T) {
	h := newHarness(t, developmentConfig())
	good := "?userID=alice&token=" + h.rooms.tokens.issue("alice", h.clock.Add(time.Hour))
	api := "?userID=alice&token=" + h.token()
	for _, test := range []struct {
		method, call, body string
		want               int
	}{
		{"POST", "logout" + good, "", 0},
		{"POST", "logout" + good, "{}", 0},
		{"POST", "logout" + good, `{"userID":"alice"}`, 0},
		{"GET", "logout" + good, "", codeBadParameter},
		{"POST", "no_such_call" + good, "{}", codeBadParameter},
		{"POST", "" + good, "{}", codeBadParameter},
		{"POST", "logout", "{}", codeBadToken},
		{"POST", "logout" + strings.Replace(good, "alice", "bob", 1), "{}", codeBadToken},
		{"POST", "logout" + good + "A", "{}", codeBadToken},
		{"POST", "logout" + api, "{}", codeBadToken},
		{"POST", "logout" + good, `{"userID":"bob"}`, codeOtherUser},
		{"POST", "logout" + good, `{"userID":null}`, codeOtherUser},
		{"POST", "logout" + good, `{"userID":{"$ne":""}}`, codeOtherUser},
		{"POST", "logout" + good, `[]`, codeNotJSON},
		{"POST", "logout" + good, `null`, codeNotJSON},
		{"POST", "logout" + good, `{"a":`, codeNotJSON},
		{"POST", "logout" + good, strings.Repeat(" ", maxBody+1), codeBadParameter},
		{"POST", "get_anchors" + good, `{}`, codeNoRoomID},
		{"POST", "get_anchors" + good, `{"roomID":1}`, codeNoRoomID},
		{"POST", "get_anchors" + good, `{"roomID":"房间"}`, codeBadParameter},
		{"POST", "get_anchors" + good, `{"roomID":"@TGS#1"}`, codeBadParameter},
		{"POST", "create_room" + good, `{}`, codeBadParameter},
		{"POST", "create_room" + good, `{"roomInfo":""}`, codeBadParameter},
		{"POST", "create_room" + good, `{"roomInfo":"` + strings.Repeat("长", 342) + `"}`, codeInfoTooLong},
		{"POST", "create_room" + good, `{"roomInfo":"` + strings.Repeat("长", 341) + `"}`, 0},
		{"POST", "create_room" + good, `{"roomInfo":"x","roomID":"a b"}`, codeBadParameter},
		{"POST", "create_room" + good, `{"roomInfo":"x","roomID":7}`, codeNoRoomID},
		{"POST", "create_room" + good, `{"roomInfo":"x","roomID":""}`, 0},
		{"POST", "merge_stream" + good, `{"roomID":"r","mergeParams":"{}"}`, codeUnsupported},
	} {
		r := httptest.NewRequest(test.method, "http://localhost"+roomPath+test.call, strings.NewReader(test.body))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Body.String(); w.Code != 200 || !strings.Contains(got, fmt.Sprintf(`"code":%d,`, test.want)) || !strings.Contains(got, `"timestamp":1700000000000`) {
			t.Errorf("%s %s %.40s: %d %s, want code %d", test.method, test.call, test.body, w.Code, got, test.want)
		}
	}
}

func TestRoomRateLimit(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for range 100 {
		h.roomOK("alice", "logout", "{}")
	}
	h.roomRefused(codeRateLimited, "alice", "logout", "{}")
	h.roomOK("bob", "logout", "{}")
	h.clock = h.clock.Add(100 * time.Millisecond)
	h.roomOK("alice", "logout", "{}")
}

func TestAudience(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.roomRefused(codeAudienceAdd, "v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.liveRoom("alice", "r")
	for i := range 40 {
		user := fmt.Sprintf("v%02d", i)
		h.roomOK(user, "add_audience", `{"roomID":"r","userInfo":"first"}`)
		h.roomOK(user, "add_audience", `{"roomID":"r","userInfo":"{\"userName\":\"V\"}"}`)
	}
	h.roomOK("v00", "delete_audience", `{"roomID":"r"}`)
	h.roomOK("v00", "delete_audience", `{"roomID":"r"}`)
	h.roomOK("stranger", "delete_audience", `{"roomID":"r"}`)
	reply := h.roomOK("alice", "get_audiences", `{"roomID":"r"}`)
	listed, _ := reply["audiences"].([]any)
	if reply["audienceCount"] != 39.0 || len(listed) != 30 || fmt.Sprint(listed[0]) != `map[userID:v01 userInfo:{"userName":"V"}]` {
		t.Errorf("%v", reply)
	}
	if room := h.list(0, 1)[0].(map[string]any); room["audienceCount"] != 39.0 {
		t.Errorf("%v", room)
	}
	for body, want := range map[string]string{
		`"index":37`: "[v38 v39]", `"index":1,"cnt":2`: "[v02 v03]", `"index":-5,"cnt":0`: "[v01]", `"index":2147483647,"cnt":2147483647`: "[]",
	} {
		users := []any{}
		listed, _ := h.roomOK("alice", "get_audiences", `{"roomID":"r",`+body+`}`)["audiences"].([]any)
		for _, l := range listed {
			users = append(users, l.(map[string]any)["userID"])
		}
		if got := fmt.Sprint(users); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

// Who watches says so now and then; who crashed is not counted for long. Whatever
// else they ask about the room says so too.
func TestAudienceExpires(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	for _, user := range []string{"beats", "looks", "crashed"} {
		if reply := h.roomOK(user, "add_audience", `{"roomID":"r","userInfo":"{}"}`); reply["interval"] != 25.0 || reply["roomCreator"] != "alice" {
			t.Errorf("%v", reply)
		}
	}
	for range 3 {
		h.wait(25 * time.Second)
		h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
		h.roomOK("beats", "audience_heartbeat", `{"roomID":"r"}`)
		h.roomOK("looks", "get_anchors", `{"roomID":"r"}`)
	}
	reply := h.roomOK("beats", "audience_heartbeat", `{"roomID":"r"}`)
	if reply["audienceCount"] != 2.0 || reply["interval"] != 25.0 {
		t.Errorf("%v", reply)
	}
	h.roomOK("crashed", "audience_heartbeat", `{"roomID":"r","userInfo":"back"}`)
	listed := h.roomOK("alice", "get_audiences", `{"roomID":"r"}`)["audiences"]
	if got := fmt.Sprint(listed); got != "[map[userID:beats userInfo:{}] map[userID:looks userInfo:{}] map[userID:crashed userInfo:back]]" {
		t.Error(got)
	}
}

// A viewer who knows the room as it is gets next to nothing.
func TestAudienceBeatIsShort(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	rev := h.roomOK("v", "audience_heartbeat", `{"roomID":"r","userInfo":"{}"}`)["rev"]
	known := fmt.Sprintf(`{"roomID":"r","rev":%v}`, rev)
	if reply := h.roomOK("v", "audience_heartbeat", known); len(reply) != 6 || reply["seats"] != nil || reply["audienceCount"] != 1.0 || reply["rev"] != rev {
		t.Errorf("%v", reply)
	}
	h.seatGuest("alice", "bob")
	if reply := h.roomOK("v", "audience_heartbeat", known); len(reply["seats"].([]any)) != 2 || reply["rev"] == rev {
		t.Errorf("%v", reply)
	}
	h.roomOK("alice", "destroy_room", `{"roomID":"r"}`)
	h.roomRefused(codeAudienceAdd, "v", "audience_heartbeat", known)
}

func TestAudienceIsBounded(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	for i := range maxAudience {
		if err := h.rooms.registry.watch("r", listener{UserID: fmt.Sprint(i)}, h.clock); err != nil {
			t.Fatal(err)
		}
	}
	h.roomRefused(codeAudienceFull, "late", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.roomRefused(codeAudienceFull, "late", "audience_heartbeat", `{"roomID":"r"}`)
}

func TestCustomFields(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.seatGuest("alice", "bob")
	for _, step := range []struct{ user, change, want string }{
		{"alice", `"fieldName":"like","operation":"inc"`, `{"like":1}`},
		{"bob", `"fieldName":"like","operation":"inc","value":5`, `{"like":6}`},
		{"bob", `"fieldName":"like","operation":"dec","value":2`, `{"like":4}`},
		{"alice", `"fieldName":"题","operation":"set","value":"<&>"`, `{"like":4,"题":"\u003c\u0026\u003e"}`},
		{"alice", `"fieldName":"题","operation":"set","value":null`, `{"like":4,"题":null}`},
	} {
		if reply := h.roomOK(step.user, "set_custom_field", `{"roomID":"r",`+step.change+`}`); reply["custom"] != step.want {
			t.Errorf("%s: %v", step.change, reply)
		}
	}
	for change, want := range map[string]int{
		`"operation":"inc"`:                                codeNoField,
		`"fieldName":"","operation":"inc"`:                 codeNoField,
		`"fieldName":"like"`:                               codeBadOperation,
		`"fieldName":"like","operation":"drop"`:            codeBadOperation,
		`"fieldName":"like","operation":"set"`:             codeNoValue,
		`"fieldName":"like","operation":"inc","value":"1"`: codeBadParameter,
		`"fieldName":"long","operation":"set","value":"` + strings.Repeat("x", 4096) + `"`: codeCustomFailed,
	} {
		h.roomRefused(want, "alice", "set_custom_field", `{"roomID":"r",`+change+`}`)
	}
	h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	for _, text := range []string{"x", strings.Repeat("x", 4000)} {
		h.roomRefused(codeNotInRoom, "v", "set_custom_field", fmt.Sprintf(`{"roomID":"r","fieldName":"f","operation":"set","value":%q}`, text))
	}
	if reply := h.roomOK("w", "get_custom_info", `{"roomID":"r"}`); reply["custom"] != `{"like":4,"题":null}` {
		t.Errorf("%v", reply)
	}
	h.roomRefused(codeCustomFailed, "w", "get_custom_info", `{"roomID":"s"}`)
}

// Many users at once, for the race detector.
func TestRoomsInParallel(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	var users sync.WaitGroup
	for i := range 8 {
		users.Add(1)
		go func() {
			defer users.Done()
			user, g := fmt.Sprint("u", i), h.rooms.registry
			for range 100 {
				_, _ = g.create(wish{creator: user, id: "room-" + user, info: "x"}, h.clock)
				_ = g.watch("r", listener{UserID: user}, h.clock)
				_ = g.with("r", codeCustomFailed, h.clock, func(r *room) error {
					return r.setCustom("alice", customChange{field: "n", operation: "inc"})
				})
				_ = g.list(0, 10, h.clock)
				_ = g.unwatch("r", user)
				g.sweep(h.clock)
			}
		}()
	}
	users.Wait()
	if reply := h.roomOK("w", "get_custom_info", `{"roomID":"r"}`); reply["custom"] != `{"n":800}` {
		t.Errorf("%v", reply)
	}
}

// A room service beside another server knows the UserSigs that this one makes
// up, and still says that there is no key.
func TestLocalKey(t *testing.T) {
	cfg := developmentConfig()
	cfg.LocalKey = testKey
	beside, h := newHarness(t, cfg), newHarness(t, cfg)
	_, sig := beside.post("/api/usersig", beside.token(), `{}`)
	status, reply := h.post(fmt.Sprintf("%slogin?sdkAppID=1&userID=alice&userSig=%v", roomPath, sig["userSig"]), "", "{}")
	if status != 200 || reply["code"] != 0.0 {
		t.Errorf("%d %v", status, reply)
	}
	if missing := h.cfg.Missing(); !slices.Contains(missing, "SECRETKEY") || h.cfg.userSig() != "local" {
		t.Errorf("missing %v, userSig %s", missing, h.cfg.userSig())
	}
}

// The list costs the same, however many rooms there are.
func BenchmarkRoomList(b *testing.B) {
	for _, rooms := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(rooms), func(b *testing.B) {
			g, now := manyRooms(b, rooms), time.Unix(1700000000, 0)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				if listed := g.list(0, 20, now); len(listed) != 20 {
					b.Fatal(len(listed))
				}
			}
		})
	}
}

func manyRooms(b *testing.B, rooms int) *memory {
	b.Helper()
	g, now := newMemory(new(counting), time.Minute, func(string, int64, ...string) {}), time.Unix(1700000000, 0)
	for i := range rooms {
		user := fmt.Sprint("u", i)
		if _, err := g.create(wish{creator: user, id: user, info: "x"}, now); err != nil {
			b.Fatal(err)
		}
		if err := g.with(user, codeEnterFailed, now, func(r *room) error {
			_, err := r.sit(person{userID: user}, "", user+"_0000", false, now)
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
	return g
}

// Ten thousand viewers of one room cost 400 of these a second.
func BenchmarkAudienceBeat(b *testing.B) {
	s := benchServer(b)
	s.rooms.users = newLimiter(1<<30, 1)
	now := s.steady()
	if _, err := s.rooms.registry.create(wish{creator: "alice", id: "r", info: "x"}, now); err != nil {
		b.Fatal(err)
	}
	if err := s.rooms.registry.with("r", codeEnterFailed, now, func(r *room) error {
		_, err := r.sit(person{userID: "alice"}, "", "alice_0000", false, now)
		return err
	}); err != nil {
		b.Fatal(err)
	}
	paths := make([]string, maxAudience)
	for i := range paths {
		user := fmt.Sprint("v", i)
		if err := s.rooms.registry.watch("r", listener{UserID: user}, now); err != nil {
			b.Fatal(err)
		}
		paths[i] = roomPath + "audience_heartbeat?userID=" + user + "&token=" + s.rooms.tokens.issue(user, s.now().Add(time.Hour))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		r := httptest.NewRequest("POST", "http://localhost"+paths[i%len(paths)], strings.NewReader(`{"roomID":"r","rev":2}`))
		s.ServeHTTP(discard{http.Header{}}, r)
	}
}
