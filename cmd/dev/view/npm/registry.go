package npm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"time"
)

// patience is how long nothing may come. A slow line is no fault: there is no
// limit to the whole.
const patience = 30 * time.Second

// A registry is where packages are published.
type registry struct {
	address  *url.URL
	client   *http.Client
	progress func(name string, done, total int64)
}

func newRegistry(o Options) (registry, error) {
	s := readSettings(o)
	text := s.get("registry")
	if text == "" {
		text = defaultRegistry
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return registry{}, errors.New("the setting registry of npm is no address of the web")
	}
	connections, err := s.transport()
	if err != nil {
		return registry{}, err
	}
	progress := o.Progress
	if progress == nil {
		progress = func(string, int64, int64) {}
	}
	client := &http.Client{Transport: authorized{s, address.Scheme == "http", connections}}
	return registry{address, client, progress}, nil
}

func (r registry) close() { r.client.CloseIdleConnections() }

// host tells a registry apart without its secrets.
func (r registry) host() string { return r.address.Scheme + "://" + r.address.Host }

// fetch downloads a package and returns what is needed of it, once it is sure to
// be what was published.
func (r registry) fetch(ctx context.Context, p pin) (map[string][]byte, error) {
	archive, err := r.download(ctx, p)
	if err != nil {
		return nil, err
	}
	return p.unpack(archive)
}

func (r registry) download(ctx context.Context, p pin) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stalled := time.AfterFunc(patience, func() { cancel(fmt.Errorf("nothing came for %v", patience)) })
	defer stalled.Stop()
	address := r.address.JoinPath(p.name, "-", path.Base(p.name)+"-"+p.version+".tgz")
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, withoutAddress(err)
	}
	request.Header.Set("User-Agent", "mlvb")
	answer, err := r.client.Do(request)
	if err != nil {
		return nil, because(ctx, withoutAddress(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	done, total := int64(0), max(answer.ContentLength, 0)
	body := reader(func(b []byte) (int, error) {
		n, err := answer.Body.Read(b)
		stalled.Reset(patience)
		done += int64(n)
		r.progress(p.name, done, total)
		return n, err
	})
	archive, err := io.ReadAll(io.LimitReader(body, largest))
	return archive, because(ctx, err)
}

type reader func([]byte) (int, error)

func (f reader) Read(b []byte) (int, error) { return f(b) }

// because returns the reason that a context was cancelled for, which a client
// hides.
func because(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// withoutAddress takes the address out of an error of a client: it may hold a
// token or, after a redirect, a signature.
func withoutAddress(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
