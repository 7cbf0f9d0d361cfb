package server

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// refusal is an entry of refusals.json.
type refusal struct {
	Env   map[string]string
	Files map[string]string // in the folder of the settings
	Says  []string
	Not   []string // that must not be said
}

// sameRefusals demands that a server which cannot be right does not start, says
// why, and names no secret. Both servers of a project say it in the same words;
// mlvb has its own.
func sameRefusals(t *testing.T, programs []conformanceProgram) {
	var refusals []refusal
	readStrictly(t, filepath.Join(conformanceData, "refusals.json"), &refusals)
	words := map[int]string{}
	for _, program := range programs {
		for i, r := range refusals {
			t.Run(fmt.Sprintf("%s/%d", program.name, i+1), func(t *testing.T) {
				said := program.refuse(t, r)
				if program.name == "mlvb" {
					return
				}
				for _, text := range r.Says {
					if !strings.Contains(said, text) {
						t.Errorf("%q is missing in\n%s", text, said)
					}
				}
				if other, ok := words[i]; ok && other != said {
					t.Errorf("this server says\n%s\nanother one\n%s", said, other)
				}
				words[i] = said
			})
		}
	}
}

// refuse starts the program, which has to fail, and returns what it said.
func (p conformanceProgram) refuse(t *testing.T, r refusal) string {
	t.Helper()
	p.settings(t, r.Files)
	out, err := p.process(r.Env).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() < 1 {
		t.Errorf("%s with %v %v: %v\n%s", p.name, r.Env, r.Files, err, out)
	}
	for _, text := range append(r.Not, "goroutine", "at async") {
		if strings.Contains(string(out), text) {
			t.Errorf("%s shows %q:\n%s", p.name, text, out)
		}
	}
	return strings.ReplaceAll(string(out), p.folder+string(filepath.Separator), "")
}

// settings replaces files of settings for the length of a test.
func (p conformanceProgram) settings(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(p.folder, name)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.WriteFile(path, before, 0o600) })
	}
}

// sameSettings demands that the environment beats .env, which beats defaults.env,
// and that typing errors in names are told.
func sameSettings(t *testing.T, programs []conformanceProgram) {
	for _, program := range programs {
		t.Run(program.name, func(t *testing.T) {
			program.settings(t, map[string]string{
				"defaults.env": "SDKAPPID=1400000001\nWX_APPID=wx0123456789abcdef\nMEDIA_URL=rtmp://192.168.1.1/live\n",
				".env":         "\ufeff# Windows\r\nexport SDKAPPID='1400000002' # one\r\nWX_APPID=\r\nSECRET_KEY=typing error\r\nMEDIA_URL=rtmp://192.168.1.2/live\r\n",
			})
			env := map[string]string{"MEDIA_URL": "rtmp://192.168.1.3/live", "SDKAPPID": "", "SECRETKEY": strings.Repeat("0", 64)}
			s := suite{Env: maps.Clone(env)}
			c := newConversation(t, program, s, nil)
			c.hold("status", exchange{Do: "GET /api/status", Reply: map[string]any{
				"env": "development", "login": "development", "userSig": "ready", "stream": "media", "rooms": "<rooms>", "missing": []any{"WX_APPSECRET"},
			}})
			text := "{}"
			c.hold("userSig", exchange{Do: "POST /api/usersig", Bearer: "<valid>", Text: &text, Check: "userSig", Reply: map[string]any{
				"sdkAppID": 1400000002, "userID": "user_0", "userSig": "~.", "expire": 604800,
			}})
			c.hold("stream", exchange{Do: "POST /api/stream-url", Bearer: "<valid>", Text: &text, Reply: map[string]any{
				"streamName": "~.", "pushURL": "~^rtmp://192\\.168\\.1\\.3/", "play": "<any>", "expiresAt": "<any>",
			}})
			log := c.server.stop(t)
			for _, want := range []string{`"level":"WARN","msg":"DEVELOPMENT MODE`, `"level":"WARN","msg":"this line sets a name that the server does not know","line":"[^"]*\.env:4"`} {
				if !regexp.MustCompile(want).MatchString(log) {
					t.Errorf("no %s in\n%s", want, log)
				}
			}
		})
	}
}

// sameWarnings demands that a file of secrets which others can read is told with
// the way out, and that one of its owner's alone is not.
func sameWarnings(t *testing.T, programs []conformanceProgram) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing here")
	}
	for _, program := range programs {
		t.Run(program.name, func(t *testing.T) {
			file := filepath.Join(program.folder, ".env")
			t.Cleanup(func() { _ = os.Chmod(file, 0o600) })
			for mode, want := range map[os.FileMode]bool{0o600: false, 0o644: true} {
				if err := os.Chmod(file, mode); err != nil {
					t.Fatal(err)
				}
				log := program.start(t, nil).stop(t)
				warning := regexp.MustCompile(`"level":"WARN","msg":"other users of this computer can read this file: chmod 600 [^"]+","file":"[^"]*\.env"`)
				if warning.MatchString(log) != want {
					t.Errorf("mode %o: a warning is wanted: %t\n%s", mode, want, log)
				}
			}
		})
	}
}
