package server

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
)

// replyError is an entry of errors.json; its key is the code, and after a colon
// which of several texts.
type replyError struct {
	Status        int
	Header        map[string]string
	Message, Hint string
}

// body is the body of an exchange. A reader of unknown type is sent in chunks.
func (c *conversation) body(e exchange) io.Reader {
	c.Helper()
	var body []byte
	switch {
	case e.Size > 0:
		const around = len(`{"pad":""}`)
		body = []byte(`{"pad":"` + strings.Repeat("x", e.Size-around) + `"}`)
	case e.Text != nil:
		body = []byte(*e.Text)
	case e.Bytes != "":
		raw, err := hex.DecodeString(e.Bytes)
		if err != nil {
			c.Fatal(err)
		}
		body = raw
	default:
		body = []byte(c.expand(string(e.JSON)))
	}
	if e.Chunked {
		return io.MultiReader(bytes.NewReader(body))
	}
	return bytes.NewReader(body)
}

func (c *conversation) compareError(name, id string, response *http.Response, body []byte) {
	c.Helper()
	want, ok := c.errors[id]
	if !ok {
		c.Fatalf("%s: errors.json has no %s", name, id)
	}
	code, _, _ := strings.Cut(id, ":")
	wanted := map[string]any{"error": map[string]any{"code": code, "message": want.Message, "hint": want.Hint}}
	if response.StatusCode != want.Status || !c.same(wanted, decode(body)) {
		c.Errorf("%s: %d %s\nwant %d %v", name, response.StatusCode, body, want.Status, wanted)
	}
	for header, value := range want.Header {
		if got := response.Header.Get(header); !c.same(value, got) {
			c.Errorf("%s: %s: %q, want %q", name, header, got, value)
		}
	}
}

func (c *conversation) compareReply(name string, e exchange, body []byte) {
	c.Helper()
	if e.Reply == nil {
		return
	}
	got := decode(body)
	if !c.same(e.Reply, got) {
		wanted, _ := json.Marshal(e.Reply)
		c.Fatalf("%s: %s\nwant %s", name, body, wanted)
	}
	reply, _ := got.(map[string]any)
	for as, field := range e.Save {
		c.saved[as] = reply[field]
	}
	for _, field := range []string{"token", "userSig", "privateMapKey", "pushURL", "device"} {
		if text, ok := reply[field].(string); ok {
			c.secret = append(c.secret, text)
		}
	}
	if e.Check != "" {
		c.check(name, e, reply)
	}
}

// same compares a reply with its pattern: all members, no more and no less.
func (c *conversation) same(want, got any) bool {
	switch want := want.(type) {
	case string:
		return c.sameText(want, got)
	case map[string]any:
		object, ok := got.(map[string]any)
		for name, value := range want {
			member, has := object[name]
			ok = ok && has && c.same(value, member)
		}
		return ok && len(object) == len(want)
	case []any:
		list, ok := got.([]any)
		ok = ok && len(list) == len(want)
		for i := 0; ok && i < len(want); i++ {
			ok = c.same(want[i], list[i])
		}
		return ok
	default:
		return fmt.Sprint(want) == fmt.Sprint(got)
	}
}

func (c *conversation) sameText(want string, got any) bool {
	if want == "<any>" {
		return got != nil
	}
	pattern, isPattern := strings.CutPrefix(want, "~")
	if text, ok := got.(string); ok && isPattern {
		return regexp.MustCompile(pattern).MatchString(text)
	}
	return fmt.Sprint(got) == c.expand(want)
}

// decode returns nil for what is not JSON.
func decode(body []byte) (value any) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return nil
	}
	return value
}
