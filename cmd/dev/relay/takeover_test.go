package relay

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// replace has a second publisher come when the first has sent nothing for so long.
func replace(tb testing.TB, s *Server, silence time.Duration) (code string, first chan error, second *client) {
	tb.Helper()
	peer, first := s.session(tb)
	old := newClient(tb, peer, "live")
	old.publish("a")
	old.send(keyFrame(5000))
	synctest.Wait()
	time.Sleep(silence)
	peer, _ = s.session(tb)
	second = newClient(tb, peer, "live")
	code, _ = second.publish("a")
	return code, first, second
}

// One who lost the network comes back before the connection times out.
func TestSilentPublisherIsReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard notes
		s := New(heard.options())
		code, first, second := replace(t, s, 3*time.Second)
		if code != "NetStream.Publish.Start" {
			t.Fatal(code)
		}
		if err := <-first; !errors.Is(err, errReplaced) {
			t.Error("the first publisher ended with", err)
		}
		if got := heard.String(); got != "began live/a, ended live/a, began live/a" {
			t.Error(got)
		}
		second.send(keyFrame(0))
		synctest.Wait()
		got, _ := queued(t, s.hub.find("live/a").mustView(t))
		wantTags(t, got, keyFrame(0))
		_ = second.conn.Close()
	})
}

func TestPublisherThatSendsStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(openOptions())
		code, first, _ := replace(t, s, 3*time.Second-1)
		if code != "NetStream.Publish.BadName" {
			t.Error(code)
		}
		wantTimeout(t, first, 12*time.Second+1)
	})
}

// The times of the next stream begin anew, so nobody sees both.
func TestViewersOfAReplacedPublisherEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, err := newHub(defaultLimits()).open(Stream{App: "live", Name: "a"}, func(error) {})
		if err != nil {
			t.Fatal(err)
		}
		s.write(keyFrame(5000))
		v := s.mustView(t)
		s.drop(errReplaced)
		if got, ended := queued(t, v); len(got) != 0 || !ended {
			t.Error("a viewer goes on:", got, ended)
		}
	})
}

// Who may not publish takes nothing over.
func TestStrangerReplacesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := openOptions()
		o.MayPublish = func(asked Stream) error {
			if asked.Query.Get("sign") == "" {
				return nil
			}
			return errors.New("the signature is wrong")
		}
		s := New(o)
		peer, first := s.session(t)
		newClient(t, peer, "live").publish("a")
		synctest.Wait()
		time.Sleep(10 * time.Second)
		peer, _ = s.session(t)
		if code, _ := newClient(t, peer, "live").publish("a?sign=wrong"); code != "NetStream.Publish.BadName" {
			t.Error(code)
		}
		wantTimeout(t, first, 5*time.Second)
	})
}

// Of several who want the name of a silent publisher one gets it.
func TestOneOfManyReplaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHub(defaultLimits())
		asked := Stream{App: "live", Name: "a"}
		ctx, cut := context.WithCancelCause(context.Background())
		old, err := h.open(asked, cut)
		if err != nil {
			t.Fatal(err)
		}
		go func() { // the publisher
			<-ctx.Done()
			h.close(old)
		}()
		time.Sleep(3 * time.Second)
		results := make(chan error)
		for range 5 {
			go func() {
				_, err := h.open(asked, func(error) {})
				results <- err
			}()
		}
		taken := 0
		for range 5 {
			if err := <-results; errors.Is(err, errTaken) {
				taken++
			} else if err != nil {
				t.Error(err)
			}
		}
		if taken != 4 {
			t.Errorf("%d of 5 were refused", taken)
		}
	})
}
