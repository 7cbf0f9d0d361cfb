package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"regexp"
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

// clientIP is the address that a request came from. The last one that a proxy
// noted is believed only if the proxy stands in the server's own network.
func clientIP(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip := peer.Addr().Unmap().WithZone("")
	noted := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	client, err := netip.ParseAddr(strings.TrimSpace(noted[len(noted)-1]))
	if err == nil && ownNetwork(ip) {
		ip = client
	}
	return ip.String()
}

// fromThisComputer reports a request that no other computer sent, through a proxy
// or not.
func fromThisComputer(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	client, clientErr := netip.ParseAddr(clientIP(r))
	return err == nil && clientErr == nil && peer.Addr().Unmap().IsLoopback() && client.Unmap().IsLoopback()
}

// ownNetwork reports addresses that nobody on the internet can have; cloud load
// balancers use 100.64.0.0/10.
func ownNetwork(ip netip.Addr) bool {
	balancers := netip.MustParsePrefix("100.64.0.0/10")
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || balancers.Contains(ip)
}

// localName reports whether a Host header names this computer in a way that
// nobody else can point at it: by its address, as localhost, or by its name in
// the local network. A page of the internet may have its own name lead here
// (DNS rebinding), and would read the replies of a development server.
func localName(host string) bool {
	name := regexp.MustCompile(`:[0-9]*$`).ReplaceAllString(host, "")
	if inside, ok := strings.CutPrefix(name, "["); ok {
		name = strings.TrimSuffix(inside, "]")
	}
	name = strings.ToLower(name)
	_, err := netip.ParseAddr(name)
	return err == nil || name == "localhost" || strings.HasSuffix(name, ".local")
}
