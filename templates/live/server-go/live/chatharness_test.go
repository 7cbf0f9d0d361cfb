package live

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// manualClock stands still until it is told to go on.
type manualClock struct {
	mu     sync.Mutex
	time   time.Time
	timers []manualTimer
}

type manualTimer struct {
	at  time.Time
	run func()
}

func (c *manualClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

func (c *manualClock) after(d time.Duration, run func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timers = append(c.timers, manualTimer{c.time.Add(d), run})
}

// pass moves on and runs what was due on the way.
func (c *manualClock) pass(d time.Duration) {
	end := c.now().Add(d)
	for {
		c.mu.Lock()
		slices.SortStableFunc(c.timers, func(a, b manualTimer) int { return a.at.Compare(b.at) })
		if len(c.timers) == 0 || c.timers[0].at.After(end) {
			c.time = end
			c.mu.Unlock()
			return
		}
		due := c.timers[0]
		c.timers, c.time = c.timers[1:], due.at
		c.mu.Unlock()
		due.run()
	}
}

// fixedRooms is rooms with the roles of those who are more than viewers.
type fixedRooms struct {
	mu    sync.Mutex
	roles map[string]map[string]string
}

func (r *fixedRooms) role(roomID, userID string) (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	roles, ok := r.roles[roomID]
	if roles[userID] != "" {
		return roles[userID], ok
	}
	return roleViewer, ok
}

func (r *fixedRooms) remove(roomID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.roles, roomID)
}

// pipes is a network in memory without buffers: a write waits for its reader.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes"} }

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// chatWorld is a chat over pipes, with room r1 of the user host.
type chatWorld struct {
	*testing.T
	*chat
	clock   *manualClock
	rooms   *fixedRooms
	network pipes
}

func newChatWorld(t *testing.T) *chatWorld {
	t.Helper()
	w := &chatWorld{
		T:     t,
		clock: &manualClock{time: time.Unix(1700000000, 0)},
		rooms: &fixedRooms{roles: map[string]map[string]string{"r1": {"host": roleHost, "guest": roleGuest}}},
	}
	clock := chatClock{now: w.clock.now, after: w.clock.after}
	w.chat = newChat(clock, w.rooms, newTokens([]byte("secret"), "room"), []string{"operator"})
	w.network = pipes{conns: make(chan net.Conn), done: make(chan struct{})}
	server := &http.Server{Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if err := w.accept(rw, r); err != nil {
			http.Error(rw, err.Error(), http.StatusTooManyRequests)
		}
	})}
	go func() { _ = server.Serve(w.network) }()
	t.Cleanup(func() { w.stop(); close(w.network.done); _ = server.Close() })
	return w
}

// talker is a client that reads when the test asks.
type talker struct {
	*testing.T
	ws     *websocket.Conn
	n      int64
	frames []map[string]any // read, but not yet asked for
}

// connect opens a socket that says nothing yet.
func (w *chatWorld) connect() *talker {
	w.Helper()
	client := &http.Client{Transport: &http.Transport{DialContext: w.network.dial}}
	ws, _, err := websocket.Dial(context.Background(), "ws://pipes"+chatPath, &websocket.DialOptions{HTTPClient: client})
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { _ = ws.CloseNow() })
	ws.SetReadLimit(4 << 20)
	return &talker{T: w.T, ws: ws}
}

// user opens a socket as that user.
func (w *chatWorld) user(userID string) *talker {
	w.Helper()
	k := w.connect()
	k.ok("open", map[string]any{"userID": userID, "token": w.tokens.issue(userID, w.clock.now().Add(time.Hour)), "name": "Name of " + userID})
	return k
}

// member is a user in r1 who has heard that they came.
func (w *chatWorld) member(userID string) *talker {
	w.Helper()
	k := w.user(userID)
	k.ok("join", map[string]any{"room": "r1"})
	w.clock.pass(membersEvery)
	k.until("members")
	return k
}

func (k *talker) write(frame map[string]any) {
	k.Helper()
	if err := k.ws.Write(context.Background(), websocket.MessageText, encodeChat(frame)); err != nil {
		k.Fatal(err)
	}
}

func (k *talker) read() map[string]any {
	k.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	_, data, err := k.ws.Read(ctx)
	if err != nil {
		k.Fatal(err)
	}
	var frame map[string]any
	if err := json.Unmarshal(data, &frame); err != nil {
		k.Fatalf("%v: %s", err, data)
	}
	return frame
}

// next is the next frame that is no answer.
func (k *talker) next() map[string]any {
	k.Helper()
	if len(k.frames) == 0 {
		return k.read()
	}
	frame := k.frames[0]
	k.frames = k.frames[1:]
	return frame
}

// until drops frames up to one that has such a field, and returns it.
func (k *talker) until(field string) any {
	k.Helper()
	for {
		if value, ok := k.next()[field]; ok {
			return value
		}
	}
}

// ask sends a frame and returns its answer.
func (k *talker) ask(op string, frame map[string]any) map[string]any {
	k.Helper()
	k.n++
	asked := map[string]any{"op": op, "n": k.n}
	for name, value := range frame {
		asked[name] = value
	}
	k.write(asked)
	for {
		answer := k.read()
		if answer["n"] == float64(k.n) {
			return answer
		}
		k.frames = append(k.frames, answer)
	}
}

func (k *talker) ok(op string, frame map[string]any) map[string]any {
	k.Helper()
	answer := k.ask(op, frame)
	if answer["op"] != "ok" {
		k.Fatalf("%s %v: %v", op, frame, answer)
	}
	return answer
}

func (k *talker) refused(code, op string, frame map[string]any) {
	k.Helper()
	if answer := k.ask(op, frame); answer["op"] != "no" || answer["code"] != code {
		k.Errorf("%s %v: %v, want %s", op, frame, answer, code)
	}
}

// say sends a text to r1.
func (k *talker) say(text string) map[string]any {
	k.Helper()
	return k.ok("send", said(text))
}

func said(text string) map[string]any {
	return map[string]any{"room": "r1", "kind": "text", "key": "key of " + strings.ReplaceAll(text, " ", ""), "body": text}
}

// quiet holds the talker to having got nothing that was not asked for.
func (k *talker) quiet() {
	k.Helper()
	k.write(map[string]any{"op": "ping"})
	if frame := k.next(); frame["op"] != "pong" {
		k.Errorf("an unexpected frame: %v", frame)
	}
}

// hearsNothing holds the talker to having got no message more.
func (k *talker) hearsNothing() {
	k.Helper()
	k.write(map[string]any{"op": "ping"})
	for frame := k.next(); frame["op"] != "pong"; frame = k.next() {
		if frame["messages"] != nil {
			k.Errorf("an unexpected message: %v", frame)
		}
	}
}

// heard is the bodies of the next messages, as many as are wanted.
func (k *talker) heard(want ...any) {
	k.Helper()
	var got []any
	for len(got) < len(want) {
		for _, message := range k.until("messages").([]any) {
			got = append(got, message.(map[string]any)["body"])
		}
	}
	if !slices.Equal(got, want) {
		k.Errorf("heard %v, want %v", got, want)
	}
}

// closed holds the server to having closed the connection with that code.
func (k *talker) closed(code websocket.StatusCode) {
	k.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		if _, _, err := k.ws.Read(ctx); err != nil {
			if websocket.CloseStatus(err) != code {
				k.Errorf("%v, want code %d", err, code)
			}
			return
		}
	}
}
