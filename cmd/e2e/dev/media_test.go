package dev

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// limit is how long a test waits before it fails.
const limit = 30 * time.Second

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	return ctx
}

// picture marks the frame of a stream, which nothing on the way changes.
func picture(name string) []byte { return []byte("the picture of " + name) }

// flv is a whole stream: a header of H.264, and one key frame.
func flv(name string) []byte {
	stream := []byte("FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00")
	stream = appendTag(stream, []byte("\x17\x00\x00\x00\x00\x01\x42\xc0\x1e\xff\xe1\x00\x04\x67\x42\xc0\x1e\x01\x00\x04\x68\xce\x3c\x80"))
	return appendTag(stream, append([]byte("\x17\x01\x00\x00\x00"), picture(name)...))
}

func appendTag(stream, body []byte) []byte {
	size := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	stream = append(stream, 9, size[1], size[2], size[3], 0, 0, 0, 0, 0, 0, 0)
	stream = append(stream, body...)
	return binary.BigEndian.AppendUint32(stream, uint32(len(body)+11))
}

// overHTTP is the address of an RTMP stream at the relay's HTTP port.
func (r *run) overHTTP(t *testing.T, scheme, address string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Scheme, parsed.Host, parsed.Path = scheme, r.ports(t)["flv"], parsed.Path+".flv"
	return parsed.String()
}

// uplink opens a WebSocket to publish, as the browser view does.
func (r *run) uplink(t *testing.T, pushURL string) *websocket.Conn {
	t.Helper()
	address := r.overHTTP(t, "ws", pushURL)
	socket, _, err := websocket.Dial(within(t), address, &websocket.DialOptions{
		Subprotocols: []string{"publisher"}, HTTPHeader: http.Header{"Origin": {strings.TrimSuffix(r.View, "/")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.CloseNow() })
	return socket
}

// publish sends a stream.
func (r *run) publish(t *testing.T, pushURL string) {
	t.Helper()
	if err := r.uplink(t, pushURL).Write(within(t), websocket.MessageBinary, flv(pushURL)); err != nil {
		t.Fatal(err)
	}
}

// refused demands that nobody publishes with this address. A WebSocket is closed
// for that: a page sees no status of HTTP.
func (r *run) refused(t *testing.T, address string) {
	t.Helper()
	_, _, err := r.uplink(t, address).Read(within(t))
	if websocket.CloseStatus(err) != websocket.StatusPolicyViolation {
		t.Errorf("publish to %s: %v, want a refusal", address, err)
	}
}

// watch reads a stream over HTTP until its picture comes, and returns the rest.
func watch(t *testing.T, address string, want []byte) io.Reader {
	t.Helper()
	response := fetch(t, http.MethodGet, address, nil)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", address, response.Status)
	}
	var seen []byte
	for part := make([]byte, 4096); !bytes.Contains(seen, want); {
		n, err := response.Body.Read(part)
		seen = append(seen, part[:n]...)
		if err != nil {
			t.Fatalf("%s ended without the picture: %v", address, err)
		}
	}
	return response.Body
}

// fetch sends a request with headers, of which Host is one.
func fetch(t *testing.T, method, address string, headers map[string]string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(within(t), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range headers {
		request.Header.Set(name, value)
		if name == "Host" {
			request.Host = value
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}
