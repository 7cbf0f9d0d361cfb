package npm

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

func TestAuthorizationIsForItsPlaceAlone(t *testing.T) {
	s := settings{env: environment(), files: []map[string]string{{
		"//npm.example/team/:_authToken":  "team",
		"//npm.example/team/sub:_auth":    "c3Vi",
		"//other.example/:username":       "ann",
		"//other.example/:_password":      "cHc=",
		"//broken.example/:username":      "ann",
		"//broken.example/:_password":     "%",
		"//port.example:8443/:_authToken": "port",
		"_authToken":                      "nobody's",
	}}}
	for address, want := range map[string]string{
		"https://npm.example/team/player/-/player-1.2.3.tgz": "Bearer team",
		"https://NPM.example:443/team/player":                "Bearer team",
		"https://npm.example/team/sub/player":                "Basic c3Vi",
		"https://npm.example/teams/player":                   "",
		"https://npm.example/player":                         "",
		"https://npm.example:8443/team/player":               "",
		"https://npm.example.evil.example/team/player":       "",
		"https://other.example/any/where":                    "Basic YW5uOnB3",
		"https://broken.example/":                            "",
		"https://port.example:8443/":                         "Bearer port",
		"https://port.example/":                              "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.authorization(u); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestATokenIsNotPassedOn has a registry that sends its clients elsewhere.
func TestATokenIsNotPassedOn(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	var got []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, "elsewhere "+r.Header.Get("Authorization"))
		serve(archive)(w, r)
	}))
	defer elsewhere.Close()
	r := startRegistry(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.Path+" "+r.Header.Get("Authorization"))
		if strings.HasPrefix(r.URL.Path, "/npm/") {
			http.Redirect(w, r, "/files/player.tgz", http.StatusFound)
			return
		}
		http.Redirect(w, r, elsewhere.URL+"/player.tgz?signature=1", http.StatusFound)
	})
	f := r.finder(t, p)
	place := strings.TrimPrefix(r.server.URL, "http:")
	write(t, filepath.Join(f.Home, ".npmrc"), place+"/npm/:_authToken=secret\n")
	if _, err := f.find(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(got, "; "); all != "/npm/player/-/player-1.2.3.tgz Bearer secret; /files/player.tgz ; elsewhere " {
		t.Error(all)
	}
}

// TestATokenIsNotSentInTheOpen has a registry with TLS that leads to a place of
// the same name without.
func TestATokenIsNotSentInTheOpen(t *testing.T) {
	var got []string
	seen := transport(func(r *http.Request) (*http.Response, error) {
		got = append(got, r.URL.Scheme+" "+r.Header.Get("Authorization"))
		w := httptest.NewRecorder()
		if r.URL.Scheme == "https" {
			http.Redirect(w, r, "http://npm.example/player.tgz", http.StatusFound)
		}
		return w.Result(), nil
	})
	s := settings{env: environment(), files: []map[string]string{{"//npm.example/:_authToken": "secret"}}}
	client := &http.Client{Transport: authorized{settings: s, next: seen}}
	answer, err := client.Get("https://npm.example/player.tgz")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if all := strings.Join(got, "; "); all != "https Bearer secret; http " {
		t.Error(all)
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestSecretsStayOutOfErrors has them in every place that npm's settings know.
func TestSecretsStayOutOfErrors(t *testing.T) {
	p, _ := published(t, map[string]string{"dist/player.js": "play()"})
	r := startRegistry(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:1/?signature=secret", http.StatusFound)
	})
	f := r.finder(t, p)
	host := strings.TrimPrefix(r.server.URL, "http://")
	f.Env = environment("npm_config_registry", "http://ann:secret@"+host+"/secret/", "NPM_CONFIG_GLOBALCONFIG", "/none")
	write(t, filepath.Join(f.Home, ".npmrc"), "//"+host+"/:_authToken=secret\n")
	_, err := f.find(t.Context())
	if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "http://"+host) {
		t.Error(err)
	}
}
