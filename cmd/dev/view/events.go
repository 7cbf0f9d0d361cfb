package view

import (
	"fmt"
	"net/http"
	"time"
)

// keepAlive is how often a page hears something: what lies between may cut a
// connection that is silent.
const keepAlive = 20 * time.Second

// events tells a page of builds, until the page or the view ends.
func (v *View) events(w http.ResponseWriter, r *http.Request) {
	heard, stop, err := v.builds.listen()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	send := func(text string) bool {
		_, err := fmt.Fprint(w, text)
		return err == nil && http.NewResponseController(w).Flush() == nil
	}
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	for open := true; open; {
		select {
		case <-r.Context().Done():
			return
		case <-v.ended:
			return
		case <-alive.C:
			open = send(":\n\n") // a comment
		case e, more := <-heard:
			open = more && send(fmt.Sprintf("event: %s\ndata: %s\n\n", e.name, e.data))
		}
	}
}
