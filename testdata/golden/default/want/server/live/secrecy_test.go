package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
)

// Whatever happens to a server, its log shows no key, token, signature, code,
// device credential or openid.
func TestLogsHoldNoSecret(t *testing.T) {
	h := wechatHarness(t)
	announce(h.cfg, h.log, &net.TCPAddr{})
	_, login := h.post("/api/login", "", `{"code":"user-the-openid","device":"00112233445566778899aabbccddeeff"}`)
	token, _ := login["token"].(string)
	_, sig := h.post("/api/usersig", token, `{"roomID":1}`)
	_, stream := h.post("/api/stream-url", token, `{}`)
	userID, _ := login["userID"].(string)
	userSig, _ := sig["userSig"].(string)
	_, room := h.post(fmt.Sprintf("%slogin?sdkAppID=1400000001&userID=%s&userSig=%s", roomPath, userID, userSig), "", "{}")
	roomToken, _ := room["token"].(string)
	h.room(userID, "get_anchor_url", "{}")
	h.post(roomPath+"logout?userID="+userID+"&token="+roomToken, "", "{}")
	for _, body := range []string{`{"code":"e40125"}`, `{"code":"e40029"}`, `{"code":"status"}`, `{"code":"redirect"}`, `{"code":"no json"}`} {
		h.post("/api/login", "", body)
	}
	h.wechat.url = "http://127.0.0.1:1"
	h.post("/api/login", "", `{"code":"a-code-of-wx-login"}`)
	h.wechat.url = "http://\x7f"
	h.post("/api/login", "", `{"code":"a-code-of-wx-login"}`)
	h.post("/api/nothing?token="+token, token, `{}`)

	logs := h.logs.String()
	if strings.Count(logs, `"msg":"request"`) < 10 {
		t.Fatalf("the log is not complete:\n%s", logs)
	}
	for name, secret := range map[string]any{
		"SECRETKEY": string(testKey), "WX_APPSECRET": string(testSecret), "PUSH_KEY": "pushkey0", "PLAY_KEY": "playkey0",
		"token": token, "userSig": userSig, "privateMapKey": sig["privateMapKey"], "push URL": stream["pushURL"],
		"room token": roomToken, "openid": "the-openid", "code": "a-code-of-wx-login", "session_key": "never-shown",
	} {
		if text, ok := secret.(string); !ok || text == "" || strings.Contains(logs, text) {
			t.Errorf("%s %v is missing, or in the log:\n%s", name, secret, logs)
		}
	}
}

// Printing a configuration in any way shows no secret.
func TestConfigMasksSecrets(t *testing.T) {
	cfg := productionConfig()
	var logs bytes.Buffer
	slog.New(slog.NewJSONHandler(&logs, nil)).Info("x", "cfg", cfg)
	slog.New(slog.NewTextHandler(&logs, nil)).Info("x", "cfg", cfg, "key", cfg.SecretKey)
	encoded, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	all := string(encoded) + logs.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		all += fmt.Sprintf(verb, cfg)
	}
	for _, secret := range []string{string(testKey), string(testSecret), "pushkey0", "playkey0", fmt.Sprintf("%x", string(testKey))} {
		if strings.Contains(all, secret) {
			t.Errorf("%s shows in %s", secret, all)
		}
	}
}

func TestLongPathsAreCut(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.post("/"+strings.Repeat("a", 10_000), "", "{}")
	if written := len(h.logs.String()); written > 500 {
		t.Errorf("%d bytes of log for one request", written)
	}
}

// A handler that panics costs its request only.
func TestPanic(t *testing.T) {
	h := newHarness(t, developmentConfig())
	broken := h.routes["/api/login"]
	broken.handle = func(call) (any, error) { panic("nil map") }
	h.routes["/api/login"] = broken
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 500 || code(reply) != "internal" {
		t.Errorf("%d %v", status, reply)
	}
	if !strings.Contains(h.logs.String(), "nil map") {
		t.Errorf("no word in the log:\n%s", &h.logs)
	}
}
