package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"unicode/utf8"
)

// maxBody is the most bytes that a request, or WeChat's reply, may have.
const maxBody = 64 << 10

// fields are the members of a JSON body. Names are case-sensitive, the last of
// two equal ones counts, unknown ones are ignored: as JSON.parse has it.
type fields map[string]any

// text returns a string field; ok is false when it is absent or no string.
func (f fields) text(name string) (value string, ok bool) {
	value, ok = f[name].(string)
	return value, ok
}

// readFields reads a body that must be one JSON object of plain values. An empty
// body is an object without members.
func readFields(w http.ResponseWriter, r *http.Request) (fields, error) {
	media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(media), "application/json") {
		return nil, unsupportedMediaType()
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	f, err := parseFields(body)
	if err != nil {
		return nil, badRequest("The body is not one JSON object of plain values.",
			"Send an object such as {} with the fields of this call.")
	}
	return f, nil
}

// readBody returns the body, or the problem that it is too large or was cut. w is
// net/http's own writer: MaxBytesReader closes the connection through it.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, bodyTooLarge()
	}
	if err != nil {
		return nil, badRequest("The body did not arrive whole.", "Send the request again.")
	}
	return body, nil
}

var errNotFields = errors.New("not one JSON object of plain values")

func parseFields(body []byte) (fields, error) {
	if len(body) == 0 {
		return fields{}, nil
	}
	if !utf8.Valid(body) {
		return nil, errNotFields // encoding/json would mend it silently
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var f fields
	if err := decoder.Decode(&f); err != nil || f == nil {
		return nil, errNotFields
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errNotFields
	}
	for _, value := range f {
		switch value.(type) {
		case map[string]any, []any:
			return nil, errNotFields
		}
	}
	return f, nil
}

// localName reports whether a Host header names this computer in a way that
// nobody else can point at it: by its address, as localhost, or by its name in
// the local network. A page of the internet may have its own name lead here
// (DNS rebinding), and would read the replies of a development server.
func localName(host string) bool {
	name := strings.ToLower(host)
	if at := strings.LastIndexByte(host, ':'); at >= 0 && consists(host[at+1:], 0, len(host), isDigit) {
		name = name[:at]
	}
	if inside, ok := strings.CutPrefix(name, "["); ok {
		name = strings.TrimSuffix(inside, "]")
	}
	_, err := netip.ParseAddr(name)
	return err == nil || name == "localhost" || strings.HasSuffix(name, ".local")
}

// consists reports whether a text is so many bytes long and of nothing but these.
func consists(text string, least, most int, of func(byte) bool) bool {
	for i := range len(text) {
		if !of(text[i]) {
			return false
		}
	}
	return least <= len(text) && len(text) <= most
}

func isDigit(b byte) bool   { return '0' <= b && b <= '9' }
func lowerHex(b byte) bool  { return isDigit(b) || 'a' <= b && b <= 'f' }
func visible(b byte) bool   { return '!' <= b && b <= '~' }
func printable(b byte) bool { return b == ' ' || visible(b) }
func ofName(b byte) bool {
	return isDigit(b) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '-' || b == '_'
}
