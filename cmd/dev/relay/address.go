package relay

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	errAddress = errors.New("the address has to be /APP/NAME with names of printable characters, 128 bytes at most")
	errQuery   = errors.New("the query of the address is malformed")
)

// parseStream reads APP/NAME and the query of an address.
func parseStream(path, query, remote string) (Stream, error) {
	app, name, _ := strings.Cut(path, "/")
	if !isName(app) || !isName(name) {
		return Stream{}, errAddress
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return Stream{}, errQuery // whose cause would tell a part of a secret
	}
	return Stream{App: app, Name: name, Query: values, Remote: remote}, nil
}

// requestedStream is what /APP/NAME.flv asks for.
func requestedStream(r *http.Request) (Stream, error) {
	path, ok := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/"), ".flv")
	if !ok {
		return Stream{}, errAddress
	}
	return parseStream(path, r.URL.RawQuery, r.RemoteAddr)
}

// playPath joins what RTMP splits: clients put the query into the app or into
// the name, and some put the name into the app too.
func playPath(app, name string) (path, query string) {
	app, appQuery, _ := strings.Cut(app, "?")
	name, nameQuery, _ := strings.Cut(name, "?")
	path = strings.Trim(strings.Trim(app, "/")+"/"+strings.Trim(name, "/"), "/")
	return path, strings.Trim(nameQuery+"&"+appQuery, "&")
}

func isName(s string) bool {
	special := func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == '/' || r == '?' }
	return s != "" && len(s) <= maxName && utf8.ValidString(s) && !strings.ContainsFunc(s, special)
}
