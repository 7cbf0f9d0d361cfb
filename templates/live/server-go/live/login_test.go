package live

import (
	"bytes"
	"compress/zlib"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeWechat answers code2Session: codes of the form "e40029" with that errcode,
// "user-X" with the openid X, others as their names say.
func fakeWechat(t *testing.T) *httptest.Server {
	t.Helper()
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.URL.Path != "/sns/jscode2session" || q.Get("appid") != "wx0123456789abcdef" ||
			q.Get("secret") != string(testSecret) || q.Get("grant_type") != "authorization_code" {
			t.Errorf("code2Session was asked as %s", r.URL)
		}
		var errcode int
		switch code := q.Get("js_code"); {
		case code == "no json":
			fmt.Fprint(w, "<html>")
		case code == "no openid":
			fmt.Fprint(w, "{}")
		case code == "status":
			http.Error(w, `{"openid":"x"}`, http.StatusServiceUnavailable)
		case code == "redirect":
			http.Redirect(w, r, "/sns/elsewhere", http.StatusFound)
		case code == "cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "{")
		case len(code) > 5 && code[:5] == "user-":
			fmt.Fprintf(w, `{"openid":%q,"session_key":"never-shown","unionid":"u"}`, code[5:])
		default:
			_, _ = fmt.Sscanf(code, "e%d", &errcode)
			fmt.Fprintf(w, `{"errcode":%d,"errmsg":"words of WeChat"}`, errcode)
		}
	}))
	t.Cleanup(api.Close)
	return api
}

func wechatHarness(t *testing.T) *harness {
	t.Helper()
	cfg := productionConfig()
	cfg.WXAPIURL = fakeWechat(t).URL
	return newHarness(t, cfg)
}

func TestWechatLogin(t *testing.T) {
	h := wechatHarness(t)
	status, reply := h.post("/api/login", "", `{"code":"user-oAAA","device":"ignored"}`)
	// echo -n wx0123456789abcdef:oAAA | sha256sum
	if status != 200 || reply["userID"] != "user_e5cee70945d508bc4f4b0c69" || reply["expire"] != 86400.0 || reply["device"] != nil {
		t.Fatalf("%d %v", status, reply)
	}
	token, _ := reply["token"].(string)
	if userID, ok := h.tokens.verify(token, h.clock); !ok || userID != reply["userID"] {
		t.Errorf("the token is for %q", userID)
	}
	if _, again := h.post("/api/login", "", `{"code":"user-oAAA"}`); again["userID"] != reply["userID"] {
		t.Errorf("another user at the second login: %v", again)
	}
	if _, other := h.post("/api/login", "", `{"code":"user-oBBB"}`); other["userID"] == reply["userID"] {
		t.Errorf("two openids share a user: %v", other)
	}
}

func TestWechatRefusals(t *testing.T) {
	h := wechatHarness(t)
	for sent, want := range map[string]struct {
		status int
		code   string
	}{
		"e40029":    {401, "bad_code"},
		"e40163":    {401, "bad_code"},
		"e41008":    {401, "bad_code"},
		"e40226":    {403, "user_blocked"},
		"e45011":    {429, "rate_limited"},
		"e40013":    {500, "bad_appsecret"},
		"e40125":    {500, "bad_appsecret"},
		"e41002":    {500, "bad_appsecret"},
		"e41004":    {500, "bad_appsecret"},
		"e-1":       {502, "wechat_unavailable"},
		"e99999":    {502, "wechat_unavailable"},
		"no json":   {502, "wechat_unavailable"},
		"no openid": {502, "wechat_unavailable"},
		"status":    {502, "wechat_unavailable"},
		"redirect":  {502, "wechat_unavailable"},
		"cut":       {502, "wechat_unavailable"},
	} {
		status, reply := h.post("/api/login", "", fmt.Sprintf(`{"code":%q}`, sent))
		if status != want.status || code(reply) != want.code {
			t.Errorf("%s: %d %v", sent, status, reply)
		}
	}
}

func TestWechatOutOfReach(t *testing.T) {
	h := wechatHarness(t)
	h.wechat.url = "http://127.0.0.1:1"
	if status, reply := h.post("/api/login", "", `{"code":"user-x"}`); status != 502 || code(reply) != "wechat_unavailable" {
		t.Errorf("%d %v", status, reply)
	}
	if h.wechat.client.Timeout <= 0 || h.wechat.client.Timeout >= defaultTimeouts().write {
		t.Errorf("WeChat may take %v, a whole reply %v", h.wechat.client.Timeout, defaultTimeouts().write)
	}
}

func TestDevelopmentLogin(t *testing.T) {
	h := newHarness(t, developmentConfig())
	_, first := h.post("/api/login", "", `{"code":"the code is a mock one"}`)
	device, _ := first["device"].(string)
	if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(device) {
		t.Fatalf("%v", first)
	}
	restarted := newHarness(t, developmentConfig())
	_, again := restarted.post("/api/login", "", fmt.Sprintf(`{"code":"c","device":%q}`, device))
	if again["userID"] != first["userID"] || again["device"] != device {
		t.Errorf("after a restart %v is %v", first, again)
	}
	if _, other := h.post("/api/login", "", `{"code":"c"}`); other["userID"] == first["userID"] {
		t.Errorf("two phones share a user: %v", other)
	}
}

// Who sits at the computer may choose a display name, and nothing else: the
// server says who they are.
func TestDisplayName(t *testing.T) {
	h := newHarness(t, developmentConfig())
	named := func(remote, noted, code string) any {
		r := httptest.NewRequest("POST", "http://localhost/api/login", strings.NewReader(fmt.Sprintf(`{"code":%q}`, code)))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr = remote
		if noted != "" {
			r.Header.Set("X-Forwarded-For", noted)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var reply map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil || w.Code != 200 || reply["device"] == nil {
			t.Errorf("%s: %d %s", code, w.Code, w.Body)
		}
		return reply["userName"]
	}
	const here = "127.0.0.1:4711"
	for code, want := range map[string]any{
		"name:%E5%B0%8F%E6%9D%8E": "小李", "name:Li+Lei": "Li+Lei", "name:%20a%20b%20": "a b",
		"name:" + strings.Repeat("%E5%B0%8F", 20): strings.Repeat("小", 20), "name:%F0%9F%8E%A5": "🎥",
		"name:" + strings.Repeat("a", 21): nil, "name:": nil, "name:%20": nil, "name:%": nil, "name:%ff": nil,
		"name:%ED%A0%80": nil, "name:a%0Ab": nil, "name:a%C2%85": nil, "Name:a": nil, "a": nil,
	} {
		if got := named(here, "", code); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
	for _, test := range []struct {
		remote, noted string
		want          any
	}{
		{"[::1]:4711", "", "a"},
		{"[::ffff:127.0.0.1]:4711", "", "a"},
		{here, "127.0.0.1", "a"},
		{"192.168.1.7:4711", "", nil},
		{"192.168.1.7:4711", "127.0.0.1", nil},
		{here, "192.168.1.7", nil},
	} {
		if got := named(test.remote, test.noted, "name:a"); got != test.want {
			t.Errorf("from %s, noted %q: %v, want %v", test.remote, test.noted, got, test.want)
		}
	}
	wechat := wechatHarness(t)
	if status, reply := wechat.post("/api/login", "", `{"code":"name:a"}`); status == 200 {
		t.Errorf("WeChat knows no such code: %v", reply)
	}
}

func TestLoginFields(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for _, body := range []string{
		``, `{}`, `{"code":""}`, `{"code":1}`, `{"code":null}`, `{"Code":"x"}`, `{"code":"中"}`, `{"code":"\ud800"}`,
		`{"code":"c","device":""}`, `{"code":"c","device":1}`, `{"code":"c","device":"ABCDEF00112233445566778899aabbcc"}`,
		`{"code":{"$gt":""}}`, `null`, `[]`, `"code"`, `{"code":"c"`, `{"code":"c"}{}`, "{\"code\":\"\xff\"}",
		`{"__proto__":{"code":"c"}}`, `{"constructor":"c"}`,
	} {
		if status, reply := h.post("/api/login", "", body); status != 400 || code(reply) != "bad_request" {
			t.Errorf("%s: %d %v", body, status, reply)
		}
	}
	if status, reply := h.post("/api/login", "", `{"code":"c","device":null,"toString":1e999,"__proto__":"x"}`); status != 200 {
		t.Errorf("fields that do not matter: %v", reply)
	}
}

func TestLoginLimit(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for range 100 {
		if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 200 {
			t.Fatal(reply)
		}
	}
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 429 || code(reply) != "rate_limited" {
		t.Errorf("%d %v", status, reply)
	}
	h.clock = h.clock.Add(100 * time.Millisecond)
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 200 {
		t.Errorf("a moment later: %d %v", status, reply)
	}
}

func TestToken(t *testing.T) {
	now := time.Unix(1700000000, 0)
	api := newTokens([]byte("secret"), "api")
	token := api.issue("user_1", now.Add(time.Minute))
	payload, mac, _ := strings.Cut(token, ".")
	forged := base64.RawURLEncoding.EncodeToString([]byte(`{"userID":"user_2","exp":9999999999}`))
	for name, test := range map[string]struct {
		tokens tokens
		token  string
		now    time.Time
		want   string
	}{
		"genuine":        {api, token, now, "user_1"},
		"last second":    {api, token, now.Add(59 * time.Second), "user_1"},
		"expired":        {api, token, now.Add(60 * time.Second), ""},
		"other purpose":  {newTokens([]byte("secret"), "rooms"), token, now, ""},
		"other secret":   {newTokens([]byte("secreT"), "api"), token, now, ""},
		"other payload":  {api, forged + "." + mac, now, ""},
		"no mac":         {api, payload, now, ""},
		"empty mac":      {api, payload + ".", now, ""},
		"mac cut":        {api, token[:len(token)-1], now, ""},
		"something more": {api, token + "A", now, ""},
		"empty":          {api, "", now, ""},
		"dot":            {api, ".", now, ""},
	} {
		if got, ok := test.tokens.verify(test.token, test.now); got != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
}

// The last character of base64 has spare bits: none of its neighbours may pass.
func TestTokenHasOneSpelling(t *testing.T) {
	now := time.Unix(1700000000, 0)
	api := newTokens([]byte("secret"), "api")
	token := api.issue("user_1", now.Add(time.Minute))
	for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
		other := token[:len(token)-1] + string(last)
		if _, ok := api.verify(other, now); ok != (other == token) {
			t.Errorf("%s: accepted %v", other, ok)
		}
	}
}

func FuzzVerifyToken(f *testing.F) {
	now := time.Unix(1700000000, 0)
	token := newTokens([]byte("secret"), "api").issue("user_1", now.Add(time.Minute))
	f.Add(token)
	f.Add("..")
	f.Add(token + ".")
	other := newTokens([]byte("another secret"), "api")
	f.Fuzz(func(t *testing.T, text string) {
		if _, ok := other.verify(text, now); ok {
			t.Errorf("accepted %q, which this key never signed", text)
		}
	})
}

func TestUserSigRefusals(t *testing.T) {
	now := time.Unix(1700000000, 0)
	s := newSigner(1400000001, testKey)
	good := s.sign("alice", now, time.Minute)
	altered, _ := newPacker().unpack(good)
	altered.Expire = 1 << 40
	for name, test := range map[string]struct {
		signer signer
		text   string
		userID string
		now    time.Time
		want   error
	}{
		"last second":     {s, good, "alice", now.Add(59 * time.Second), nil},
		"expired":         {s, good, "alice", now.Add(60 * time.Second), errUserSigExpired},
		"another user":    {s, good, "bob", now, errUserSigForged},
		"another app":     {newSigner(1400000002, testKey), good, "alice", now, errUserSigForged},
		"another key":     {newSigner(1400000001, testKey[1:]+"0"), good, "alice", now, errUserSigForged},
		"expiry altered":  {s, newPacker().pack(altered), "alice", now, errUserSigForged},
		"empty":           {s, "", "alice", now, errUserSigFormat},
		"no base64":       {s, "%%%", "alice", now, errUserSigFormat},
		"no zlib":         {s, "aGVsbG8_", "alice", now, errUserSigFormat},
		"cut":             {s, good[:len(good)-8], "alice", now, errUserSigFormat},
		"empty object":    {s, pack("{}"), "alice", now, errUserSigFormat},
		"not an object":   {s, pack("[]"), "alice", now, errUserSigFormat},
		"version 1":       {s, pack(`{"TLS.ver":"1.0"}`), "alice", now, errUserSigFormat},
		"app id as text":  {s, pack(`{"TLS.ver":"2.0","TLS.sdkappid":"1"}`), "alice", now, errUserSigFormat},
		"packed too much": {s, pack(`{"TLS.ver":"2.0","x":"` + strings.Repeat("a", 1<<20) + `"}`), "alice", now, errUserSigFormat},
	} {
		if err := test.signer.verify(test.text, test.userID, test.now); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// pack puts any text into the form of a UserSig.
func pack(text string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return translate(base64.StdEncoding.EncodeToString(packed.Bytes()), base64Plain, base64URL)
}

// A text that nobody signed is refused and never panics; one that decodes keeps
// its fields through another round.
func FuzzVerifyUserSig(f *testing.F) {
	s := newSigner(1400000001, testKey)
	now := time.Unix(1700000000, 0)
	good := s.sign("alice", now, time.Minute)
	for _, seed := range []string{good, pack("{}"), "", "eJw*", good[:40]} {
		f.Add(seed)
	}
	other := newSigner(1400000001, Secret(strings.Repeat("0", 64)))
	f.Fuzz(func(t *testing.T, text string) {
		if other.verify(text, "alice", now) == nil {
			t.Errorf("accepted %q, which this key never signed", text)
		}
		if u, err := newPacker().unpack(text); err == nil {
			if again, err := newPacker().unpack(newPacker().pack(u)); err != nil || again != u {
				t.Errorf("%+v became %+v, %v", u, again, err)
			}
		}
	})
}

// The MACs come from Tencent's own libraries. Whole UserSigs cannot be compared:
// every zlib packs in another way.
func TestUserSigVectors(t *testing.T) {
	const (
		k1 = Secret("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
		k2 = Secret("8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d")
	)
	k3 := Secret(strings.Repeat("f", 64))
	for _, v := range []struct {
		app    uint32
		key    Secret
		userID string
		time   int64
		expire int64
		sig    string
	}{
		{1400000001, k1, "alice", 1700000000, 604800, "bPWGshsc+vFLPeFEPa+tRfoL27JpAK0RfFmL+h3xO0A="},
		{1400000001, k1, "bob-2_X", 1700000000, 86400, "vkI8tlaq0tgwEv1bZwULl6RjkYjP/EDTPeDamXX07RA="},
		{1600012345, k2, "user_dda36c3f_7c91", 1735689600, 15552000, "7mKB7s1/LLG+yYNPXQR7WizFn5ijEe6jmEsPvWI2PyI="},
		{20001234, k2, "anchor", 1735689600, 3600, "hCXNh2Mhdqpe33HNCoic+Uj0mUoKP6kjbx17qhaT1k8="},
		{1400042982, k3, "james", 1565610959, 2592000, "dyC7sQ7EHPY0IoolCrsLNfAVb2d3Iq0e8WSSdVY+FQ0="},
		{1400000001, k1, strings.Repeat("a", 32), 1893456000, 1, "DRkS8uxlbbDZvUWQGP6zHGzSUM+MN6NagVcm9oIYOn0="},
		{1400000001, k1, "administrator", 2147483647, 604800, "f+FeqayZU8ZTEXpAtInTAQr66OLID1fysqLym6HEreU="},
		{2000000001, k2, "18f3c2a9b10", 1767225600, 604800, "hRw40H1YlcBPGhMTtHyJbAvJrMXDmU6rNmmcZ6M9KPs="},
	} {
		now := time.Unix(v.time, 0)
		s := newSigner(v.app, v.key)
		sig := s.sign(v.userID, now, time.Duration(v.expire)*time.Second)
		want := userSig{Version: "2.0", Identifier: v.userID, SDKAppID: v.app, Time: v.time, Expire: v.expire, Sig: v.sig}
		if got, err := newPacker().unpack(sig); err != nil || got != want {
			t.Errorf("%s: %+v, %v\nwant %+v", v.userID, got, err, want)
		}
		if err := s.verify(sig, v.userID, now); err != nil {
			t.Errorf("%s: own UserSig refused: %v", v.userID, err)
		}
	}
}

// Strings as Tencent's library packs them.
func TestOfficialUserSigs(t *testing.T) {
	for _, v := range []struct {
		app    uint32
		key    Secret
		userID string
		time   int64
		text   string
	}{
		{1400000001, testKey, "alice", 1700000000, "eJw1ycEKgkAUheF3uVtDriYZAy1caFADiQWtJ*dOXsoanEGE6N0Dx87ufP8HLvIcjzSAgDRGWM2fNb08G55ZPbmlJTj9UNayBpFkGJaE4rknEEm*KAalyfJAIDaYbf-m*A4CbvV17zrXRmMla6rKWkW*MW*Z5gdbHLExVS*jbj2dsNjB9wetYDAw"},
		{1400042982, Secret(strings.Repeat("f", 64)), "james", 1565610959, "eJwtjMEKgkAUAP-lXQt5bq66Cx1CigSJxDA8KvuMV5nmShTRvwfqcWZgvnBKMudFPWgQDsJyZDb0GLjmUV-LhuwcrLmVXccGtOshoidUKKYycEOgXelL30Ul1WTp3XFPoIVUAhHnCV9Ag-lEgU2D7f5YYNy296i3yaHe5JUwq-iJFJ6zzOTFYpfiGn5-8ecwpA__"},
	} {
		s := newSigner(v.app, v.key)
		if err := s.verify(v.text, v.userID, time.Unix(v.time, 0)); err != nil {
			t.Errorf("%s: %v", v.userID, err)
		}
	}
}

func TestPrivateMapKeyVectors(t *testing.T) {
	s := newSigner(1400000001, testKey)
	now := time.Unix(1700000000, 0)
	for _, v := range []struct {
		room       roomRef
		privileges uint32
		buf, sig   string
	}{
		{roomRef{number: 12345}, 255, "AAAFYWxpY2VTck4BAAAwOWVT8iwAAAD/AAAAAA==", "FCiLdyLbT7ZjlWBx2xwUnciSBUbrXSh7iowkm3vy3MQ="},
		{roomRef{number: 12345}, 42, "AAAFYWxpY2VTck4BAAAwOWVT8iwAAAAqAAAAAA==", "mww+eFtAUhO/qPa9830GNyPS5yQzl+l4vmYkz6/Q5rc="},
		{roomRef{name: "room_x1"}, 255, "AQAFYWxpY2VTck4BAAAAAGVT8iwAAAD/AAAAAAAHcm9vbV94MQ==", "OX64TwlPdsk0GOdZ8Jxhn5p6yih7IYR41ZizwPMNRKk="},
	} {
		text := s.privateMapKey("alice", v.room, v.privileges, now, 300*time.Second)
		got, err := newPacker().unpack(text)
		if err != nil || got.UserBuf != v.buf || got.Sig != v.sig {
			t.Errorf("%+v: %+v, %v", v.room, got, err)
		}
	}
}

func TestStreamVectors(t *testing.T) {
	for _, v := range []struct {
		key     Secret
		stream  string
		unix    int64
		txTime  string
		txHash  string
		spelled string // hash with a lower-case txTime
	}{
		{"e12c46f2612d5106e2034781ab261ca3", "test", 1546064025, "5C271099", "f85a2ab363fe4deaffef9754d79da6fe", "9603387445825a481e6b7496aced5746"},
		{"0123456789abcdef0123456789abcdef", "8888_user1_a1b2", 1700000000, "6553F100", "9f0af7be2bc77d6dd2d7cb6da7594908", "681dc7d76d2adbd23f925eb1e0ef04df"},
		{"PlayKey2024", "room_1", 1735689600, "67748580", "5511a9625e821df24e3463f058e19de7", ""},
		{"PlayKey2024", "room_1_sd", 1735689600, "67748580", "0a03b8787957d6ee7143551a82f9cba8", ""},
		{"69e0daf7234b01f257a7adb9f807ae9f", "123456", 1473595687, "57D54927", "478a15bf1b25e5c7c5886d2eef220fb8", "98501901b53ba3cdb66d8603ff2995f2"},
	} {
		want := "?txSecret=" + v.txHash + "&txTime=" + v.txTime
		if got := cssQuery(v.key, v.stream, time.Unix(v.unix, 0)); got != want {
			t.Errorf("%s: %s, want %s", v.stream, got, want)
		}
		if v.spelled != "" && txSecret(v.key, v.stream, strings.ToLower(v.txTime)) != v.spelled {
			t.Errorf("%s: hash with lower-case txTime differs from %s", v.stream, v.spelled)
		}
	}
}

// discard is a reply that nobody reads.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}

// benchmarkHandler sends the same request over and over.
func benchmarkHandler(b *testing.B, handler http.Handler, path, token string) {
	b.Helper()
	b.ReportAllocs()
	for range b.N {
		r := httptest.NewRequest("POST", "http://localhost"+path, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+token)
		handler.ServeHTTP(discard{http.Header{}}, r)
	}
}

// benchServer has no limit that a benchmark would meet.
func benchServer(b *testing.B) *server {
	b.Helper()
	s, err := newServer(productionConfig(), slog.New(slog.NewJSONHandler(io.Discard, nil)), time.Now, rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	s.users, s.logins = newLimiter(1<<30, 1), newLimiter(1<<30, 1)
	return s
}

// bare is what signing alone costs: the same JSON, HMAC and compression, with
// what can be used again used again, and nothing of a server around it.
type bare struct {
	s     signer
	t     tokens
	plain sync.Pool
}

func (h *bare) sign(w http.ResponseWriter, r *http.Request) {
	var asked map[string]any
	_ = json.NewDecoder(r.Body).Decode(&asked)
	sig := h.s.sign("alice", time.Now(), userSigLife)
	_ = json.NewEncoder(w).Encode(userSigReply{SDKAppID: h.s.sdkAppID, UserID: "alice", UserSig: sig, Expire: 1})
}

func (h *bare) login(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	packed, _ := base64.StdEncoding.DecodeString(translate(query.Get("userSig"), base64URL, base64Plain))
	unpack, _ := h.plain.Get().(io.ReadCloser)
	if unpack == nil {
		unpack, _ = zlib.NewReader(bytes.NewReader(packed))
	} else {
		_ = unpack.(zlib.Resetter).Reset(bytes.NewReader(packed), nil)
	}
	plain, _ := io.ReadAll(unpack)
	h.plain.Put(unpack)
	var u userSig
	_ = json.Unmarshal(plain, &u)
	if !hmac.Equal([]byte(u.Sig), []byte(u.mac(h.s.key))) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	token := h.t.issue(u.Identifier, time.Now().Add(tokenLife))
	_ = json.NewEncoder(w).Encode(map[string]any{"code": 0, "message": "success", "timestamp": 1, "userID": u.Identifier, "token": token})
}

func BenchmarkUserSig(b *testing.B) {
	s := benchServer(b)
	token := s.tokens.issue("alice", time.Now().Add(time.Hour))
	b.Run("server", func(b *testing.B) { benchmarkHandler(b, s, "/api/usersig", token) })
	b.Run("bare", func(b *testing.B) {
		h := &bare{s: s.signer}
		benchmarkHandler(b, http.HandlerFunc(h.sign), "/", token)
	})
}

func BenchmarkRoomLogin(b *testing.B) {
	s := benchServer(b)
	sig := s.signer.sign("alice", time.Now(), time.Hour)
	path := roomPath + "login?sdkAppID=1400000001&accountType=0&platform=WeChat&userID=alice&userSig=" + url.QueryEscape(sig)
	b.Run("server", func(b *testing.B) { benchmarkHandler(b, s, path, "") })
	b.Run("bare", func(b *testing.B) {
		h := &bare{s: s.signer, t: s.rooms.tokens}
		benchmarkHandler(b, http.HandlerFunc(h.login), path, "")
	})
}
