// Package server starts the servers that projects and mlvb have, and holds them
// to the same replies and to the client in the mini-program.
package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var conformanceData = filepath.Join("..", "..", "..", "testdata", "conformance")

// suite is a file of testdata/conformance/suites; its README explains the fields.
type suite struct {
	About string
	Needs string
	Env   map[string]string
	Cases []exchange
}

// exchange is a request and the reply that it has to get.
type exchange struct {
	Do      string
	Headers map[string]*string
	Bearer  string

	JSON    json.RawMessage
	Text    *string
	Bytes   string // in hex
	Size    int
	Chunked bool
	Flood   int

	Status int
	Error  string
	Reply  any
	Save   map[string]string
	Check  string
}

// TestConformance starts every server as a process and demands the same of each.
func TestConformance(t *testing.T) {
	programs := conformancePrograms(t)
	t.Run("replies", func(t *testing.T) { sameReplies(t, programs) })
	t.Run("refusals", func(t *testing.T) { sameRefusals(t, programs) })
	t.Run("settings", func(t *testing.T) { sameSettings(t, programs) })
	t.Run("warnings", func(t *testing.T) { sameWarnings(t, programs) })
	t.Run("killed", func(t *testing.T) { sameRooms(t, programs) })
	t.Run("one at a time", func(t *testing.T) { oneAtATime(t, programs) })
}

// sameReplies holds the servers to the same replies, to the letter.
func sameReplies(t *testing.T, programs []conformanceProgram) {
	files, err := filepath.Glob(filepath.Join(conformanceData, "suites", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no suites: %v", err)
	}
	errors := map[string]replyError{}
	readStrictly(t, filepath.Join(conformanceData, "errors.json"), &errors)
	for _, program := range programs {
		for _, file := range files {
			var s suite
			readStrictly(t, file, &s)
			if s.Needs == "rooms" && !program.rooms {
				continue
			}
			t.Run(program.name+"/"+strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
				c := newConversation(t, program, s, errors)
				for i, e := range s.Cases {
					c.hold(fmt.Sprintf("case %d: %s", i+1, e.Do), e)
				}
				c.end()
			})
		}
	}
}

// readStrictly decodes a file; a field that nobody reads is an error.
func readStrictly(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// conversation is a running server and what it has said so far.
type conversation struct {
	*testing.T
	server *serverProcess
	env    map[string]string
	errors map[string]replyError
	saved  map[string]any
	secret []string // texts that no log may show
}

func newConversation(t *testing.T, program conformanceProgram, s suite, errors map[string]replyError) *conversation {
	c := &conversation{
		T: t, errors: errors, env: map[string]string{},
		saved:  map[string]any{"rooms": program.rooms, "wechat": fakeCode2Session(t, s.Env["WX_APPSECRET"])},
		secret: []string{"the-session-key", "oAAA"}, // of the fake WeChat
	}
	for name, value := range s.Env {
		c.env[name] = c.expand(value)
		if strings.Contains(name, "KEY") || strings.Contains(name, "SECRET") {
			c.secret = append(c.secret, value)
		}
	}
	for name, token := range knownTokens(c.env) {
		c.saved[name] = token
		c.secret = append(c.secret, token)
	}
	c.server = program.start(t, c.env)
	return c
}

// hold has one exchange and compares.
func (c *conversation) hold(name string, e exchange) {
	c.Helper()
	response, body := c.send(e)
	for sent := 1; e.Flood > 0 && response.StatusCode != c.errors[e.Error].Status; sent++ {
		if sent > 10*e.Flood {
			c.Fatalf("%s: no %s after %d requests", name, e.Error, sent)
		}
		response, body = c.send(e)
		if sent < e.Flood && response.StatusCode == c.errors[e.Error].Status {
			c.Errorf("%s: %s at request %d already", name, e.Error, sent+1)
		}
	}
	for header, want := range map[string]string{"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"} {
		if got := response.Header.Get(header); got != want {
			c.Errorf("%s: %s: %q, want %q", name, header, got, want)
		}
	}
	if origin := response.Header.Get("Access-Control-Allow-Origin"); origin != "" {
		c.Errorf("%s: other origins are let in: %q", name, origin)
	}
	if e.Error != "" {
		c.compareError(name, e.Error, response, body)
		return
	}
	want := e.Status
	if want == 0 {
		want = http.StatusOK
	}
	if response.StatusCode != want {
		c.Fatalf("%s: status %d, want %d: %s", name, response.StatusCode, want, body)
	}
	c.compareReply(name, e, body)
}

// send makes the request of an exchange; HEAD has no body.
func (c *conversation) send(e exchange) (*http.Response, []byte) {
	c.Helper()
	method, path, _ := strings.Cut(e.Do, " ")
	request, err := http.NewRequest(method, c.server.url+c.expand(path), c.body(e))
	if err != nil {
		c.Fatal(err)
	}
	if method == http.MethodPost || method == http.MethodPut {
		request.Header.Set("Content-Type", "application/json")
	}
	if e.Bearer != "" {
		request.Header.Set("Authorization", "Bearer "+c.expand(e.Bearer))
	}
	for name, value := range e.Headers {
		request.Header.Del(name)
		if value != nil {
			request.Header.Set(name, c.expand(*value))
		}
		if name == "Host" && value != nil {
			request.Host = *value // which net/http takes from nowhere else
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || len(body) > 0 != (method != http.MethodHead) {
		c.Errorf("%s: body %q, %v", e.Do, body, err)
	}
	return response, body
}

// expand puts saved values in the place of <name>.
func (c *conversation) expand(text string) string {
	return regexp.MustCompile(`<\w+>`).ReplaceAllStringFunc(text, func(name string) string {
		value, ok := c.saved[name[1:len(name)-1]]
		if !ok {
			c.Fatalf("nothing is saved as %s", name)
		}
		return fmt.Sprint(value)
	})
}

// end stops the server and looks through its log for what must not be there.
func (c *conversation) end() {
	c.Helper()
	log := c.server.stop(c.T)
	request := regexp.MustCompile(`(?m)^{"time":"[^"]+","level":"INFO","msg":"request","method":"[A-Z]+","path":"[^"]+","status":\d+,"ms":\d+,"user":"[^"]*"}$`)
	if told, all := len(request.FindAllString(log, -1)), strings.Count(log, `"msg":"request"`); told == 0 || told != all {
		c.Errorf("%d requests in the log, %d of them in its form:\n%s", all, told, log)
	}
	for _, text := range c.secret {
		if strings.Contains(log, text) {
			c.Errorf("the log shows %q:\n%s", text, log)
		}
	}
}
