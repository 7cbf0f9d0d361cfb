package npm

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// transport connects as npm's settings say.
func (s settings) transport() (*http.Transport, error) {
	roots, err := s.roots()
	if err != nil {
		return nil, err
	}
	return &http.Transport{
		Proxy:               s.proxy(),
		TLSClientConfig:     &tls.Config{RootCAs: roots, InsecureSkipVerify: s.get("strict-ssl") == "false"},
		ForceAttemptHTTP2:   true,
		TLSHandshakeTimeout: 10 * time.Second,
		DisableCompression:  true, // an archive comes as it is, whatever its server calls it
	}, nil
}

// proxy goes by the settings, then by the variables that programs share.
func (s settings) proxy() func(*http.Request) (*url.URL, error) {
	config := httpproxy.Config{
		HTTPProxy:  s.variable("http_proxy", "HTTP_PROXY"),
		HTTPSProxy: s.variable("https_proxy", "HTTPS_PROXY"),
		NoProxy:    s.get("noproxy"),
	}
	if config.NoProxy == "" {
		config.NoProxy = s.variable("no_proxy", "NO_PROXY")
	}
	named := s.get("https-proxy")
	if named == "" {
		named = s.get("proxy")
	}
	switch named {
	case "":
	case "false":
		return nil
	default:
		config.HTTPProxy, config.HTTPSProxy = named, named
	}
	choose := config.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return choose(r.URL) }
}

// roots are the certificates to trust: the system's and those of the settings;
// nil means the system's alone.
func (s settings) roots() (*x509.CertPool, error) {
	files := []string{s.path("cafile"), s.variable("NODE_EXTRA_CA_CERTS")}
	texts := []string{strings.ReplaceAll(s.get("ca"), `\n`, "\n")}
	for _, name := range files {
		if name == "" {
			continue
		}
		text, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // npm minds it as little
		}
		if err != nil {
			return nil, fmt.Errorf("certificates: %w", err)
		}
		texts = append(texts, string(text))
	}
	given := strings.Join(texts, "\n")
	if strings.TrimSpace(given) == "" {
		return nil, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pool.AppendCertsFromPEM([]byte(given))
	return pool, nil
}
