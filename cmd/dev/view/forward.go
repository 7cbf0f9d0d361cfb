package view

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// longestRequest bounds what a page asks for: WeChat waits 60 s unless
	// app.json says otherwise.
	longestRequest = 120 * time.Second
	// largestBody is what a request or an answer may have: WeChat uploads files up
	// to 10 MB, which base64 makes longer.
	largestBody = 20 << 20
)

// A forwarder sends requests for wx.request, wx.uploadFile and wx.downloadFile:
// servers of mini-programs don't know CORS, so a page can't.
type forwarder struct {
	client  *http.Client
	moved   map[string]string // hosts with port whose server is at another one
	referer string            // as WeChat sets it
}

// An asked request is what the page wants to send.
type asked struct {
	URL     string            `json:"url"`
	Method  string            `json:"method"`
	Header  map[string]string `json:"header"`
	Data    string            `json:"data"`
	Base64  bool              `json:"base64"`  // Data is
	Binary  bool              `json:"binary"`  // the answer's data is to come in base64
	Timeout float64           `json:"timeout"` // ms; 0: a minute
}

// An answer is what came back.
type answer struct {
	StatusCode int               `json:"statusCode"`
	Header     map[string]string `json:"header"` // names in lower case
	Cookies    []string          `json:"cookies"`
	Data       string            `json:"data"`
}

// A noAnswer is why nothing came back, in WeChat's words.
type noAnswer struct {
	ErrMsg string `json:"errMsg"`
}

func (f forwarder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		http.Error(w, "the request is too large or broken off", http.StatusRequestEntityTooLarge)
		return
	}
	var a *asked
	if json.Unmarshal(text, &a) != nil || a == nil {
		http.Error(w, "the request is no JSON object of its kind", http.StatusBadRequest)
		return
	}
	var reply any
	reply, err = f.exchange(r.Context(), *a, r.UserAgent())
	if err != nil {
		reply = noAnswer{"fail " + err.Error()}
	}
	body, err := encode(reply)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, "application/json", body)
}

// exchange ends with the page that asks.
func (f forwarder) exchange(ctx context.Context, a asked, userAgent string) (answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, a.patience(), errors.New("timeout"))
	defer cancel()
	sent, err := f.prepare(ctx, a, userAgent)
	if err != nil {
		return answer{}, err
	}
	came, err := f.client.Do(sent)
	if err != nil {
		return answer{}, reason(ctx, err)
	}
	defer came.Body.Close()
	data, err := io.ReadAll(io.LimitReader(came.Body, largestBody+1))
	if err != nil {
		return answer{}, reason(ctx, err)
	}
	if len(data) > largestBody {
		return answer{}, errors.New("response data too large")
	}
	return newAnswer(came, data, a.Binary), nil
}

func (a asked) patience() time.Duration {
	if a.Timeout <= 0 {
		return time.Minute
	}
	return time.Duration(min(a.Timeout, float64(longestRequest/time.Millisecond)) * float64(time.Millisecond))
}

func (f forwarder) prepare(ctx context.Context, a asked, userAgent string) (*http.Request, error) {
	address, err := url.Parse(a.URL)
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" {
		return nil, errors.New("invalid url")
	}
	data := []byte(a.Data)
	if a.Base64 {
		if data, err = base64.StdEncoding.DecodeString(a.Data); err != nil {
			return nil, errors.New("invalid data")
		}
	}
	if a.Method == "" || a.Method == http.MethodGet || a.Method == http.MethodHead {
		data = nil
	}
	r, err := http.NewRequestWithContext(ctx, a.Method, a.URL, bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("invalid method")
	}
	if to, ok := f.moved[r.URL.Host]; ok {
		r.URL.Host, r.Host = to, to
	}
	r.Header.Set("User-Agent", userAgent)
	for name, value := range a.Header {
		if !isOurs(name) {
			r.Header.Set(name, value)
		}
	}
	r.Header.Set("Referer", f.referer)
	return r, nil
}

// isOurs says whether WeChat sets a header itself, or it belongs to the
// connection.
func isOurs(header string) bool {
	switch strings.ToLower(header) {
	case "referer", "host", "connection", "content-length", "transfer-encoding", "accept-encoding":
		return true
	}
	return false
}

func newAnswer(came *http.Response, data []byte, binary bool) answer {
	header := map[string]string{}
	for name, values := range came.Header {
		header[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	text := string(data)
	if binary {
		text = base64.StdEncoding.EncodeToString(data)
	}
	return answer{StatusCode: came.StatusCode, Header: header, Cookies: append([]string{}, came.Header["Set-Cookie"]...), Data: text}
}

// reason is why nothing came, without the address that the page knows.
func reason(ctx context.Context, err error) error {
	var failed *url.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &failed):
		return failed.Err
	}
	return err
}
