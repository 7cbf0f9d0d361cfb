package npm

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheProxyOfTheSettings(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	r := startRegistry(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "npm.example" {
			t.Errorf("the proxy is asked for %s", r.URL)
		}
		serve(archive)(w, r)
	})
	for _, environ := range [][]string{
		{"npm_config_proxy", r.server.URL},
		{"npm_config_https_proxy", r.server.URL, "http_proxy", "http://127.0.0.1:1"},
		{"HTTP_PROXY", r.server.URL},
		{"npm_config_proxy", r.server.URL, "NO_PROXY", "other.example"},
	} {
		f := r.finder(t, p)
		f.Env = environment(append(environ, "npm_config_registry", "http://npm.example/npm/", "NPM_CONFIG_GLOBALCONFIG", "/none")...)
		if _, err := f.find(t.Context()); err != nil {
			t.Errorf("%v: %v", environ, err)
		}
	}
}

func TestWithoutProxy(t *testing.T) {
	for _, environ := range [][]string{
		{"npm_config_proxy", "http://proxy.example:3128", "npm_config_noproxy", "npm.example"},
		{"HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", ".example"},
		{"HTTPS_PROXY", "http://proxy.example:3128", "npm_config_proxy", "false"},
	} {
		s := readSettings(Options{Env: environment(append(environ, "NPM_CONFIG_GLOBALCONFIG", "/none")...)})
		choose := s.proxy()
		if choose == nil {
			continue
		}
		if proxy, err := choose(httptest.NewRequest(http.MethodGet, "https://npm.example/", nil)); proxy != nil || err != nil {
			t.Errorf("%v: %v, %v", environ, proxy, err)
		}
	}
}

func TestCertificates(t *testing.T) {
	p, archive := published(t, map[string]string{"dist/player.js": "play()"})
	server := httptest.NewUnstartedServer(serve(archive))
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	defer server.Close()
	certificate := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	file := filepath.Join(t.TempDir(), "ca.pem")
	write(t, file, certificate)
	for _, c := range []struct {
		npmrc string
		env   []string
		says  string
	}{
		{npmrc: "cafile=" + filepath.ToSlash(file)},
		{npmrc: `ca="` + strings.ReplaceAll(certificate, "\n", `\n`) + `"`},
		{npmrc: "strict-ssl=false"},
		{env: []string{"NODE_EXTRA_CA_CERTS", file}},
		{says: "certificate"},
		{npmrc: "cafile=" + filepath.ToSlash(file) + ".missing", says: "certificate"},
		{npmrc: "cafile=" + filepath.ToSlash(filepath.Dir(file)), says: "certificates: "},
	} {
		f := (&testRegistry{server: server}).finder(t, p)
		f.Env = environment(append(c.env, "npm_config_registry", server.URL, "NPM_CONFIG_GLOBALCONFIG", "/none")...)
		write(t, filepath.Join(f.Home, ".npmrc"), c.npmrc)
		_, err := f.find(t.Context())
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
