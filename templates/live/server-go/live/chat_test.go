package live

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestChatMessage(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	answer := host.ok("send", map[string]any{"room": "r1", "kind": "text", "key": "k1", "body": "hello", "from": "viewer"})
	messages := viewer.until("messages").([]any)
	want := map[string]any{
		"id": answer["id"], "seq": 1.0, "time": float64(w.clock.now().UnixMilli()), "room": "r1", "kind": "text", "key": "k1", "body": "hello",
		"from": map[string]any{"id": "host", "name": "Name of host", "role": "host"},
	}
	if len(messages) != 1 || !reflect.DeepEqual(messages[0], want) {
		t.Errorf("got %v, want %v", messages, want)
	}
	host.heard("hello")
}

// TestChatDirect holds that only the two see what one writes to another.
func TestChatDirect(t *testing.T) {
	w := newChatWorld(t)
	host, guest, viewer := w.member("host"), w.member("guest"), w.member("viewer")
	body := map[string]any{"room": "r1", "kind": "custom", "key": "k", "cmd": "linkmic", "to": "host", "body": "may I?"}
	guest.ok("send", body)
	host.heard("may I?")
	guest.heard("may I?")
	viewer.say("to all")
	viewer.heard("to all")
	body["to"], body["key"] = "nobody", "k2"
	guest.refused("absent", "send", body)
}

// TestChatResume holds that who comes back misses nothing and gets nothing twice.
func TestChatResume(t *testing.T) {
	w := newChatWorld(t)
	host, guest, viewer := w.member("host"), w.member("guest"), w.member("viewer")
	host.say("one")
	last := viewer.until("messages").([]any)[0].(map[string]any)["id"]
	_ = viewer.ws.CloseNow()
	host.say("two")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "a", "to": "guest", "body": "not for viewers"})
	again := w.user("viewer")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "b", "body": "for all"})
	guest.say("three")
	if answer := again.ok("join", map[string]any{"room": "r1", "since": last}); answer["lost"] != nil {
		t.Errorf("nothing is lost: %v", answer)
	}
	again.heard("two", "for all", "three")
	host.say("four")
	again.heard("four")
	again.ok("join", map[string]any{"room": "r1", "since": host.say("five")["id"]})
	again.heard("five")
	w.clock.pass(time.Minute)
	again.hearsNothing()
}

// TestChatResend holds that a message whose answer was lost is not said twice.
func TestChatResend(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	first := viewer.say("once")
	_ = viewer.ws.CloseNow()
	again := w.user("viewer")
	again.ok("join", map[string]any{"room": "r1", "since": first["id"]})
	if second := again.say("once"); second["id"] != first["id"] {
		t.Errorf("ids %v and %v", first["id"], second["id"])
	}
	host.say("next")
	host.heard("once", "next")
}

// TestChatNewcomer holds that who comes for the first time gets the latest texts, and no commands.
func TestChatNewcomer(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	for i := range backlogWelcome + 5 {
		host.say(fmt.Sprint("text ", i))
		w.clock.pass(time.Second)
	}
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "g", "cmd": "gift", "body": "a rocket"})
	viewer := w.user("viewer")
	if answer := viewer.ok("join", map[string]any{"room": "r1"}); answer["lost"] != nil {
		t.Errorf("a newcomer has lost something: %v", answer)
	}
	messages := viewer.until("messages").([]any)
	if got := messages[0].(map[string]any)["body"]; len(messages) != backlogWelcome || got != "text 5" {
		t.Errorf("%d messages from %v on", len(messages), got)
	}
}

// TestChatBacklog holds that what is kept is bounded, and that who has been away for too long is told.
func TestChatBacklog(t *testing.T) {
	big := strings.Repeat("x", chatTextMost)
	for name, c := range map[string]struct {
		text  string
		count int
		wait  time.Duration
	}{
		"count": {"short", backlogMost + 20, 0},
		"bytes": {big, 150, 0},
		"age":   {"short", 3, backlogAge},
	} {
		t.Run(name, func(t *testing.T) {
			w := newChatWorld(t)
			host := w.member("host")
			first := host.say("first")
			room := w.conversation("r1", false)
			for i := range c.count {
				body := encodeChat(c.text)
				_, err := room.say(chatPerson{ID: "host", Role: roleHost}, &chatFrame{Kind: "text", Key: fmt.Sprint(i), Body: body})
				if err != nil {
					t.Fatal(err)
				}
				host.until("messages")
			}
			w.clock.pass(c.wait)
			w.sweep()
			if len(room.log) > backlogMost || room.size > backlogSize || c.wait > 0 && len(room.log) > 0 {
				t.Errorf("%d messages, %d bytes are kept", len(room.log), room.size)
			}
			late := w.user("late")
			if answer := late.ok("join", map[string]any{"room": "r1", "since": first["id"]}); answer["lost"] != true {
				t.Errorf("nobody says that messages are lost: %v", answer)
			}
			other := w.user("other")
			if answer := other.ok("join", map[string]any{"room": "r1", "since": "earlier.7"}); answer["lost"] != true {
				t.Errorf("an id of before a restart: %v", answer)
			}
		})
	}
}

func TestChatLikes(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	like := map[string]any{"op": "like", "room": "r1", "count": 3}
	viewer.write(like)
	if likes := host.until("likes"); likes != 3.0 {
		t.Errorf("%v likes", likes)
	}
	viewer.write(like)
	viewer.write(map[string]any{"op": "like", "room": "r1", "count": 1_000_000})
	viewer.write(map[string]any{"op": "like", "room": "r1", "count": -5})
	viewer.until("likes")
	viewer.quiet()
	host.quiet()
	w.clock.pass(likesEvery)
	if likes := host.until("likes"); likes != 6.0+chatLikesMost {
		t.Errorf("%v likes", likes)
	}
	host.quiet()
}

func TestChatMembers(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	for _, userID := range []string{"a", "b", "c", "c"} {
		w.user(userID).ok("join", map[string]any{"room": "r1"})
	}
	if members := host.until("members"); members != 2.0 {
		t.Errorf("%v members", members)
	}
	host.quiet()
	w.clock.pass(membersEvery)
	if members := host.until("members"); members != 4.0 {
		t.Errorf("%v members", members)
	}
	host.quiet()
}

// TestChatBatches holds that in big rooms several messages make one frame, and that none is late or out of order.
func TestChatBatches(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	room := w.conversation("r1", false)
	room.mu.Lock()
	room.sockets += bigRoom
	room.mu.Unlock()
	host.say("alone")
	viewer.heard("alone")
	host.say("one")
	host.ok("send", map[string]any{"room": "r1", "kind": "custom", "key": "d", "to": "viewer", "body": "two"})
	host.say("three")
	viewer.quiet()
	late := w.user("late")
	late.ok("join", map[string]any{"room": "r1", "since": "?.0"})
	late.heard("alone")
	w.clock.pass(batchMost)
	if messages := viewer.until("messages").([]any); len(messages) != 3 || messages[1].(map[string]any)["body"] != "two" {
		t.Errorf("%v", messages)
	}
	late.heard("one", "three")
}

func TestChatChanged(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	w.changed("r1", 7)
	w.changed("r1", 6)
	w.changed("nowhere", 1)
	if revision := host.until("changed"); revision != 7.0 {
		t.Errorf("revision %v", revision)
	}
	host.quiet()
	guest, viewer := w.member("guest"), w.member("viewer")
	w.changed("r1", 8, "guest", "nobody")
	if revision := guest.until("changed"); revision != 8.0 {
		t.Errorf("revision %v", revision)
	}
	viewer.quiet()
	if answer := w.user("late").ok("join", map[string]any{"room": "r1"}); answer["changed"] != 7.0 {
		t.Errorf("who comes later hears %v", answer)
	}
}

func TestChatOver(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	w.rooms.remove("r1")
	w.over("r1")
	for _, k := range []*talker{host, viewer} {
		if reason := k.until("reason"); reason != "over" {
			t.Errorf("reason %v", reason)
		}
		k.refused("not_in_room", "send", said("too late"))
		k.refused("no_room", "join", map[string]any{"room": "r1"})
	}
	if w.conversation("r1", false) != nil {
		t.Error("the conversation is still there")
	}
}

func TestChatLeave(t *testing.T) {
	w := newChatWorld(t)
	host, viewer := w.member("host"), w.member("viewer")
	viewer.ok("leave", map[string]any{"room": "r1"})
	viewer.refused("not_in_room", "send", said("from outside"))
	host.say("are you there?")
	viewer.quiet()
}

// TestChatStop holds that a server that ends says so: clients come back by themselves.
func TestChatStop(t *testing.T) {
	w := newChatWorld(t)
	host := w.member("host")
	w.stop()
	host.closed(websocket.StatusGoingAway)
}

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
		if err := w.accept(rw, r, r.RemoteAddr); err != nil {
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
