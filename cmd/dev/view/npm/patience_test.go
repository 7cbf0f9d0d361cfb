package npm

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestPatience has a registry that sends its answer in two parts, the second
// after a while.
func TestPatience(t *testing.T) {
	for pause, says := range map[time.Duration]string{
		patience - time.Second: "not what was published",
		patience + time.Second: "nothing came for 30s",
	} {
		synctest.Test(t, func(t *testing.T) {
			sent := make(chan struct{})
			slow := transport(func(r *http.Request) (*http.Response, error) {
				from, to := io.Pipe()
				context.AfterFunc(r.Context(), func() { to.CloseWithError(r.Context().Err()) })
				go func() {
					defer close(sent)
					for range 3 {
						_, _ = to.Write([]byte("part"))
						time.Sleep(pause)
					}
					_ = to.Close()
				}()
				return &http.Response{StatusCode: http.StatusOK, Body: from, ContentLength: -1}, nil
			})
			r := registry{&url.URL{Scheme: "https", Host: "npm.example"}, &http.Client{Transport: slow}, func(string, int64, int64) {}}
			_, err := r.fetch(t.Context(), pin{name: "player"})
			<-sent
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("a pause of %v: %v", pause, err)
			}
		})
	}
}
