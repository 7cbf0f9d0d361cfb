package live

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// load reads files (name → text) and an environment.
func load(t *testing.T, files, env map[string]string) (Config, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Load(dir, func(name string) (string, bool) { value, ok := env[name]; return value, ok })
}

func TestLoadDefaults(t *testing.T) {
	cfg, err := load(t, nil, map[string]string{"STATE_DIR": "none"})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Config{
		Host: "127.0.0.1", Port: 8080, WXAPIURL: "https://api.weixin.qq.com",
		RoomAway: 3 * time.Minute, TrustedProxies: networks("127.0.0.1/32, ::1/128"),
	}); !reflect.DeepEqual(cfg, want) {
		t.Errorf("%+v", cfg)
	}
	want := "[WX_APPID WX_APPSECRET SDKAPPID SECRETKEY PUSH_DOMAIN PUSH_KEY PLAY_DOMAIN]"
	if got := fmt.Sprint(cfg.Missing()); got != want {
		t.Errorf("missing %s", got)
	}
}

func TestLoadRoomSettings(t *testing.T) {
	dir := t.TempDir()
	for setting, want := range map[string]string{"": filepath.Join(dir, ".state"), "rooms": filepath.Join(dir, "rooms"), "none": ""} {
		env := map[string]string{"STATE_DIR": setting, "SEATS": "open", "ROOM_AWAY": "20", "TRUSTED_PROXIES": "10.1.2.3/8,2001:db8::1"}
		cfg, err := Load(dir, func(name string) (string, bool) { value, ok := env[name]; return value, ok })
		if err != nil || cfg.StateDir != want || !cfg.SeatsOpen || cfg.RoomAway != 20*time.Second ||
			fmt.Sprint(cfg.TrustedProxies) != "[10.0.0.0/8 2001:db8::1/128]" {
			t.Errorf("%q: %+v, %v", setting, cfg, err)
		}
	}
}

func TestLoadOrder(t *testing.T) {
	files := map[string]string{
		"defaults.env": "PORT=1001\nHOST=10.0.0.1\nSDKAPPID=1400000001\nSECRET_KEY=x\n",
		".env":         "PORT=1002\nHOST=10.0.0.2\nSDKAPPID=\n",
	}
	cfg, err := load(t, files, map[string]string{"PORT": "1003", "HOST": ""})
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Port != 1003 || cfg.Host != "10.0.0.2" || cfg.SDKAppID != 1400000001 {
		t.Errorf("%+v", cfg)
	}
	if len(cfg.Unknown) != 1 || !strings.HasSuffix(cfg.Unknown[0], "defaults.env:4") {
		t.Errorf("unknown: %v", cfg.Unknown)
	}
}

func TestLoadErrors(t *testing.T) {
	if _, err := load(t, map[string]string{".env": "SECRETKEY\n"}, nil); err == nil || !strings.Contains(err.Error(), ".env:1: ") {
		t.Errorf("malformed file: %v", err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".env"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(dir, os.LookupEnv); err == nil || !strings.Contains(err.Error(), ".env") {
		t.Errorf("a folder for a file: %v", err)
	}
}

func TestExposedSecrets(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing here")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, ".env")
	for mode, want := range map[os.FileMode]string{0: "", 0o600: "", 0o400: "", 0o640: file, 0o604: file} {
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		if mode != 0 {
			if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Chmod(file, mode)); err != nil {
				t.Fatal(err)
			}
		}
		if cfg, err := Load(dir, os.LookupEnv); err != nil || cfg.Exposed != want {
			t.Errorf("%o: exposed %q, want %q (%v)", mode, cfg.Exposed, want, err)
		}
	}
}

func TestRefusedSettings(t *testing.T) {
	complete := map[string]string{
		"ENV": "production", "WX_APPID": "wx0123456789abcdef", "WX_APPSECRET": string(testSecret),
		"SDKAPPID": "1400000001", "SECRETKEY": string(testKey),
	}
	if cfg, err := load(t, nil, complete); err != nil || !cfg.Production {
		t.Fatalf("a complete production: %v", err)
	}
	without := func(name string) map[string]string {
		env := map[string]string{}
		for n, v := range complete {
			if n != name {
				env[n] = v
			}
		}
		return env
	}
	for _, test := range []struct {
		env  map[string]string
		want string // names refused
	}{
		{map[string]string{"ENV": "prod"}, "ENV"},
		{map[string]string{"PORT": "65536"}, "PORT"},
		{map[string]string{"PORT": "80a"}, "PORT"},
		{map[string]string{"HOST": "a b"}, "HOST"},
		{map[string]string{"WX_APPID": "WX0123456789ABCDEF"}, "WX_APPID"},
		{map[string]string{"WX_APPID": "1400000001"}, "WX_APPID"},
		{map[string]string{"WX_APPSECRET": "short", "WX_APPID": "wx0123456789abcdef"}, "WX_APPSECRET"},
		{map[string]string{"WX_APPSECRET": string(testSecret)}, "WX_APPSECRET"},
		{map[string]string{"WX_APPSECRET": string(testSecret), "WX_APPID": "touristappid"}, "WX_APPSECRET"},
		{map[string]string{"WX_API_URL": "https://api.weixin.qq.com/?a"}, "WX_API_URL"},
		{map[string]string{"SDKAPPID": "wx0123456789abcdef"}, "SDKAPPID"},
		{map[string]string{"SDKAPPID": "99999999999"}, "SDKAPPID"},
		{map[string]string{"SECRETKEY": string(testKey) + "0"}, "SECRETKEY"},
		{map[string]string{"PUSH_DOMAIN": "rtmp://push.example.com"}, "PUSH_DOMAIN"},
		{map[string]string{"PLAY_DOMAIN": "1.2.3.4"}, "PLAY_DOMAIN"},
		{map[string]string{"PUSH_DOMAIN": "a.example.com", "PLAY_DOMAIN": "A.example.com"}, "PLAY_DOMAIN"},
		{map[string]string{"PUSH_KEY": "two words"}, "PUSH_KEY"},
		{map[string]string{"PLAY_KEY": "钥匙"}, "PLAY_KEY"},
		{map[string]string{"MEDIA_URL": "http://192.168.1.2/live"}, "MEDIA_URL"},
		{map[string]string{"MEDIA_FLV": "rtmp://192.168.1.2/live"}, "MEDIA_FLV"},
		{map[string]string{"MEDIA_KEY": "fifteen-signs15"}, "MEDIA_KEY"},
		{map[string]string{"MEDIA_KEY": "sixteen or more with spaces"}, "MEDIA_KEY"},
		{map[string]string{"OPERATORS": "user_1, user_2"}, "OPERATORS"},
		{map[string]string{"SEATS": "closed"}, "SEATS"},
		{map[string]string{"ROOM_AWAY": "19"}, "ROOM_AWAY"},
		{map[string]string{"ROOM_AWAY": "3601"}, "ROOM_AWAY"},
		{map[string]string{"ROOM_AWAY": "3m"}, "ROOM_AWAY"},
		{map[string]string{"STATE_DIR": "a\nb"}, "STATE_DIR"},
		{map[string]string{"TRUSTED_PROXIES": "10.0.0.0/8, nginx"}, "TRUSTED_PROXIES"},
		{map[string]string{"TRUSTED_PROXIES": "10.0.0.0/33"}, "TRUSTED_PROXIES"},
		{map[string]string{"TRUSTED_PROXIES": ";"}, "TRUSTED_PROXIES"},
		{map[string]string{"ENV": "production"}, "WX_APPID WX_APPSECRET SDKAPPID SECRETKEY"},
		{without("WX_APPSECRET"), "WX_APPSECRET"},
		{without("SDKAPPID"), "SDKAPPID"},
		{without("SECRETKEY"), "SECRETKEY"},
	} {
		_, err := load(t, nil, test.env)
		var refused *ConfigError
		if !errors.As(err, &refused) {
			t.Errorf("%v: %v, want a ConfigError about %s", test.env, err, test.want)
			continue
		}
		names := []string{}
		for _, r := range refused.Refusals {
			names = append(names, r.Name)
			if (r.Reason == ReasonMissing) != (r.From == "") {
				t.Errorf("%v: %s in %q for %q", test.env, r.Name, r.From, r.Reason)
			}
		}
		if got := strings.Join(slices.Compact(names), " "); got != test.want {
			t.Errorf("%v: refused %s, want %s", test.env, got, test.want)
		}
		for name, value := range test.env {
			if strings.Contains(err.Error(), value) && name != "ENV" {
				t.Errorf("%v: the error shows the value: %v", test.env, err)
			}
		}
	}
}

func TestParseEnv(t *testing.T) {
	text := "\ufeff# a comment\r\n" +
		"PLAIN=value\r\n" +
		"  export SHELL_STYLE = spaced out  # comment\n" +
		"EMPTY=\n" +
		"ONLY_COMMENT= # nothing\n" +
		"HASH=a#b\n" +
		"SINGLE='a # b \\n \"c\"' # comment\n" +
		`DOUBLE="a # b \n \"c\" \\n"` + "\n" +
		"\t\n" +
		"EQUALS=a=b==\n" +
		"中文=1\n"
	_, err := parseEnv("server/.env", text)
	if err == nil || !strings.HasPrefix(err.Error(), "server/.env:11: ") {
		t.Errorf("a name that is none: %v", err)
	}
	got, err := parseEnv("server/.env", strings.TrimSuffix(text, "中文=1\n")+"PLAIN=later")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]setting{
		"PLAIN":        {"later", "server/.env:11"},
		"SHELL_STYLE":  {"spaced out", "server/.env:3"},
		"EMPTY":        {"", "server/.env:4"},
		"ONLY_COMMENT": {"", "server/.env:5"},
		"HASH":         {"a#b", "server/.env:6"},
		"SINGLE":       {`a # b \n "c"`, "server/.env:7"},
		"DOUBLE":       {"a # b \n \"c\" \\n", "server/.env:8"},
		"EQUALS":       {"a=b==", "server/.env:10"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v\nwant %v", got, want)
	}
}

func TestParseEnvErrors(t *testing.T) {
	for _, line := range []string{"SECRETKEY", "SECRET KEY=1", "=1", "1A=1", `A="open`, `A='open`, `A="a" b`, `A="a\"`} {
		_, err := parseEnv(".env", "OK=1\n"+line+"\n")
		if err == nil || !strings.HasPrefix(err.Error(), ".env:2: ") {
			t.Errorf("%s: %v", line, err)
		}
		if err != nil && strings.Contains(err.Error(), line) {
			t.Errorf("%s: the error shows the line: %v", line, err)
		}
	}
}

// Whatever stands in the file: no panic, and what is read has no line ends that
// were not asked for.
func FuzzParseEnv(f *testing.F) {
	f.Add("A=1\r\nexport B='2' # c\nC=\"\\\"\\n\"\n")
	f.Add("A=\"\nB")
	f.Fuzz(func(t *testing.T, text string) {
		settings, err := parseEnv(".env", text)
		if err != nil && !strings.HasPrefix(err.Error(), ".env:") {
			t.Errorf("no line in %v", err)
		}
		for name, line := range settings {
			if name == "" || strings.Contains(line.value, "\n") && !strings.Contains(text, `\n`) {
				t.Errorf("%q=%q out of %q", name, line.value, text)
			}
		}
	})
}
