package npm

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
)

// An authorized client sends each request with what the settings hold for its
// very address, and with nothing else: the request that a redirect leads to is
// another one.
type authorized struct {
	settings settings
	plain    bool // the registry itself has no TLS
	next     http.RoundTripper
}

// RoundTrip sends credentials without TLS only where the registry has none: a
// redirect must not bring them out into the open.
func (a authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	if value := a.settings.authorization(r.URL); value != "" && (r.URL.Scheme == "https" || a.plain) {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", value)
	}
	return a.next.RoundTrip(r)
}

// authorization looks for the credentials of an address: those of the longest
// beginning of its path, which ends at a slash or before one.
func (s settings) authorization(address *url.URL) string {
	host := strings.ToLower(address.Host)
	for scheme, port := range map[string]string{"https": ":443", "http": ":80"} {
		if address.Scheme == scheme {
			host = strings.TrimSuffix(host, port)
		}
	}
	path := address.EscapedPath()
	for {
		if value := s.credentials("//" + host + path); value != "" {
			return value
		}
		if path == "" {
			return ""
		}
		if strings.HasSuffix(path, "/") {
			path = path[:len(path)-1]
		} else {
			path = path[:strings.LastIndexByte(path, '/')+1]
		}
	}
}

// credentials are those set for one place.
func (s settings) credentials(place string) string {
	if token := s.get(place + ":_authToken"); token != "" {
		return "Bearer " + token
	}
	if basic := s.get(place + ":_auth"); basic != "" {
		return "Basic " + basic
	}
	name, hidden := s.get(place+":username"), s.get(place+":_password")
	password, err := base64.StdEncoding.DecodeString(hidden)
	if name == "" || hidden == "" || err != nil {
		return ""
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+string(password)))
}
