package live

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestRoomLogin(t *testing.T) {
	h := newHarness(t, productionConfig())
	elsewhere := signer{sdkAppID: 1400000001, key: testKey} // the Node server, say
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
}

func TestCustomFields(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomRefused(codeNotInRoom, "v", "set_custom_field", `{"roomID":"r","fieldName":"like","operation":"inc"}`)
	h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	for _, step := range []struct{ change, want string }{
		{`"fieldName":"like","operation":"inc"`, `{"like":1}`},
		{`"fieldName":"like","operation":"inc","value":5`, `{"like":6}`},
		{`"fieldName":"like","operation":"dec","value":2`, `{"like":4}`},
		{`"fieldName":"题","operation":"set","value":"<&>"`, `{"like":4,"题":"\u003c\u0026\u003e"}`},
		{`"fieldName":"题","operation":"set","value":null`, `{"like":4,"题":null}`},
	} {
		if reply := h.roomOK("v", "set_custom_field", `{"roomID":"r",`+step.change+`}`); reply["custom"] != step.want {
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
		h.roomRefused(want, "v", "set_custom_field", `{"roomID":"r",`+change+`}`)
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
				_, _ = g.create(user, "room-"+user, "x", h.clock)
				_ = g.watch("r", listener{UserID: user}, h.clock)
				_, _ = g.setCustom("r", user, customChange{field: "n", operation: "inc"}, h.clock)
				_ = g.list(0, 10, h.clock)
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
