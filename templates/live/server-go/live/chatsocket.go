package live

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// Times of a socket, and what may wait to be written to it.
const (
	chatBeat      = 25 * time.Second // between pings of a client that has nothing to say
	chatSilence   = 75 * time.Second // after which it is dead
	chatOpening   = 10 * time.Second // from the handshake to open
	chatStuck     = 10 * time.Second // of one write
	chatQueueMost = 256              // frames
	chatQueueSize = 1 << 20          // bytes; the frames of a room are shared by its sockets
)

// Close codes of the chat's own: the client acts upon them.
const (
	chatCloseLogin   = websocket.StatusCode(4401) // log in again, then come back
	chatCloseRefused = websocket.StatusCode(4429) // come back later
)

// chatSocket is one connection of one user.
type chatSocket struct {
	chat   *chat
	ws     *websocket.Conn
	person chatPerson // set by open, before anything else is done
	heard  atomic.Int64
	opened atomic.Bool

	mu      sync.Mutex
	rooms   map[string]*conversation
	queue   [][]byte
	size    int       // of the queue
	writing time.Time // since when; zero when nobody does
	gone    bool
}

func newChatSocket(c *chat, ws *websocket.Conn) *chatSocket {
	ws.SetReadLimit(chatFrameMost)
	s := &chatSocket{chat: c, ws: ws}
	s.heard.Store(c.clock.now().UnixMilli())
	return s
}

// thrifty hands a connection over with small buffers: those of net/http would be
// half of what an idle socket costs.
type thrifty struct{ http.ResponseWriter }

// Hijack implements http.Hijacker.
func (t thrifty) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(t.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, _ := rw.Peek(rw.Reader.Buffered()) // which is there
	in := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(early), conn), max(512, len(early)))
	_, _ = in.Peek(len(early)) // the library looks in the buffer alone
	return conn, bufio.NewReadWriter(in, bufio.NewWriterSize(conn, 1024)), nil
}

// serve reads until the connection ends, and obeys.
func (s *chatSocket) serve() {
	defer s.chat.forget(s)
	defer s.cut()
	for {
		kind, data, err := s.ws.Read(context.Background())
		if err != nil {
			return
		}
		s.heard.Store(s.chat.clock.now().UnixMilli())
		if kind != websocket.MessageText {
			s.close(websocket.StatusUnsupportedData, "text only")
			return
		}
		if !utf8.Valid(data) {
			s.close(websocket.StatusInvalidFramePayloadData, "not UTF-8")
			return
		}
		var f chatFrame
		if json.Unmarshal(data, &f) != nil || f.Op == "" {
			s.close(websocket.StatusPolicyViolation, "not a frame of the chat")
			return
		}
		if !s.obey(&f) {
			return
		}
	}
}

// obey does what a frame says and answers; false ends the connection.
func (s *chatSocket) obey(f *chatFrame) bool {
	if f.Op == "ping" {
		s.send([]byte(`{"op":"pong"}`))
		return true
	}
	if s.opened.Load() == (f.Op == "open") {
		s.close(websocket.StatusPolicyViolation, "open comes first, and once")
		return false
	}
	answer, err := s.act(f)
	var refused chatRefusal
	isRefusal := errors.As(err, &refused)
	if isRefusal {
		refused.Op, refused.N = "no", f.N
		s.send(encodeChat(refused))
	} else if f.N != 0 && answer != nil {
		answer.Op, answer.N = "ok", f.N
		s.send(encodeChat(answer))
	}
	if f.Op != "open" || !isRefusal {
		return true
	}
	if refused.Code == "unauthorized" {
		s.close(chatCloseLogin, refused.Code)
	} else {
		s.close(chatCloseRefused, refused.Code)
	}
	return false
}

// act does what a frame says. A nil answer was given already.
func (s *chatSocket) act(f *chatFrame) (*chatAnswer, error) {
	switch f.Op {
	case "open":
		if err := s.chat.open(s, f); err != nil {
			return nil, err
		}
		s.opened.Store(true)
		return &chatAnswer{Time: s.chat.clock.now().UnixMilli(), Beat: chatBeat.Milliseconds()}, nil
	case "join":
		return nil, s.chat.join(s, f)
	case "leave":
		if room := s.leaveRoom(f.Room); room != nil {
			room.leave(s)
		}
		return &chatAnswer{}, nil
	}
	room := s.room(f.Room)
	if room == nil {
		return nil, chatRefusal{Code: "not_in_room"}
	}
	switch f.Op {
	case "send":
		return s.chat.say(s, room, f)
	case "like":
		s.chat.like(s, room, f)
		return nil, nil
	case "mute", "ban":
		return &chatAnswer{}, s.chat.silence(s, room, f)
	default:
		return nil, chatRefusal{Code: "unknown_op"}
	}
}

// send queues a frame. It never waits; a socket that does not take what it is sent
// is cut before that costs memory.
func (s *chatSocket) send(frame []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gone {
		return
	}
	if len(s.queue) >= chatQueueMost || s.size+len(frame) > chatQueueSize {
		s.drop()
		return
	}
	s.queue = append(s.queue, frame)
	s.size += len(frame)
	if s.writing.IsZero() {
		s.writing = s.chat.clock.now()
		go s.drain()
	}
}

// drain writes the queue and ends: idle sockets have no goroutine that writes. The
// writes have no limit of their own, sweep sees to those that are stuck.
func (s *chatSocket) drain() {
	for {
		s.mu.Lock()
		if len(s.queue) == 0 || s.gone {
			s.queue, s.writing = nil, time.Time{}
			s.mu.Unlock()
			return
		}
		frame := s.queue[0]
		s.queue = s.queue[1:]
		s.size -= len(frame)
		s.writing = s.chat.clock.now()
		s.mu.Unlock()
		if s.ws.Write(context.Background(), websocket.MessageText, frame) != nil {
			s.cut()
		}
	}
}

// dead reports a socket that is of no use.
func (s *chatSocket) dead(now time.Time) bool {
	silent := now.Sub(time.UnixMilli(s.heard.Load()))
	if silent >= chatSilence || silent >= chatOpening && !s.opened.Load() {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.writing.IsZero() && now.Sub(s.writing) >= chatStuck
}

// close says why, waits a moment for what is queued and for the client's own
// close, and ends the connection.
func (s *chatSocket) close(code websocket.StatusCode, reason string) {
	s.mu.Lock()
	if s.gone {
		s.mu.Unlock()
		return
	}
	queue := s.queue
	s.queue, s.size = nil, 0
	s.gone = true
	s.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	for _, frame := range queue {
		if s.ws.Write(ctx, websocket.MessageText, frame) != nil {
			break
		}
	}
	_ = s.ws.Close(code, reason) // the client may be gone
}

// cut ends the connection at once.
func (s *chatSocket) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
}

// drop is cut for whoever holds the lock.
func (s *chatSocket) drop() {
	if s.gone {
		return
	}
	s.gone, s.queue, s.size = true, nil, 0
	go func() { _ = s.ws.CloseNow() }() // waits for a write under way to fail
}

// mayEnter reports whether the socket is in that room already or has a place for one more.
func (s *chatSocket) mayEnter(roomID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rooms[roomID] != nil || len(s.rooms) < chatRoomsOfSocket
}

func (s *chatSocket) enterRoom(room *conversation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rooms == nil {
		s.rooms = map[string]*conversation{}
	}
	s.rooms[room.id] = room
}

// leaveRoom forgets a room and returns it, nil when the socket was not in it.
func (s *chatSocket) leaveRoom(roomID string) *conversation {
	s.mu.Lock()
	defer s.mu.Unlock()
	room := s.rooms[roomID]
	delete(s.rooms, roomID)
	return room
}

func (s *chatSocket) leaveAll() []*conversation {
	s.mu.Lock()
	defer s.mu.Unlock()
	rooms := slices.Collect(maps.Values(s.rooms))
	s.rooms = nil
	return rooms
}

func (s *chatSocket) room(roomID string) *conversation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rooms[roomID]
}

// Sizes, in bytes; a frame holds one message and what is around it.
const (
	chatFrameMost  = 16 << 10
	chatTextMost   = 2 << 10
	chatCustomMost = 8 << 10
	chatNameMost   = 64 // characters
)

// chatFrame is what a client sends, as JSON text.
//
//	open   userID, token, name, avatar   who it is; the first frame
//	join   room, since                   since: id of the last message that is known
//	leave  room
//	send   room, key, kind, to, cmd, body    a second one with the same key is the same message
//	like   room, count                   without an answer
//	mute   room, user, on, seconds       without user everybody; without seconds as long as the room lasts
//	ban    room, user, on, seconds
//	ping                                 answered by pong, at least every chatBeat
//
// A frame with a number n is answered by {op: "ok", n, ...} or {op: "no", n, code,
// wait}; wait is in ms.
type chatFrame struct {
	Op string `json:"op"`
	N  int64  `json:"n"`

	UserID string `json:"userID"`
	Token  string `json:"token"`
	Name   string `json:"name"`
	Avatar string `json:"avatar"`

	Room  string `json:"room"`
	Since string `json:"since"`

	Key  string          `json:"key"`
	Kind string          `json:"kind"`
	To   string          `json:"to"`
	Cmd  string          `json:"cmd"`
	Body json.RawMessage `json:"body"`

	Count   int64  `json:"count"`
	User    string `json:"user"`
	On      bool   `json:"on"`
	Seconds int64  `json:"seconds"`
}

// chatMessage is what the people of a room get. Everything but Name, Avatar, Cmd,
// Key and Body is the server's word.
type chatMessage struct {
	ID   string          `json:"id"`   // in no other conversation either
	Seq  int64           `json:"seq"`  // grows by one a message of the conversation
	Time int64           `json:"time"` // unix ms
	Room string          `json:"room"`
	From chatPerson      `json:"from"`
	To   string          `json:"to,omitempty"` // one user; all when empty
	Kind string          `json:"kind"`         // text or custom
	Cmd  string          `json:"cmd,omitempty"`
	Key  string          `json:"key,omitempty"` // of the sender's own choice
	Body json.RawMessage `json:"body"`          // of a text: a string
}

type chatPerson struct {
	ID     string `json:"id"`
	Name   string `json:"name,omitempty"`
	Avatar string `json:"avatar,omitempty"`
	Role   string `json:"role,omitempty"`
}

// chatPush is what a room tells: only what is new is in it.
type chatPush struct {
	Op       string            `json:"op"` // push
	Room     string            `json:"room"`
	Messages []json.RawMessage `json:"messages,omitempty"`
	Members  *int              `json:"members,omitempty"` // people, whatever they hold in hands
	Likes    *int64            `json:"likes,omitempty"`   // of the whole conversation
	Changed  *int64            `json:"changed,omitempty"` // revision of the seats
	Muted    *bool             `json:"muted,omitempty"`   // whether this user's texts are refused
}

// chatAnswer is the answer to a frame with a number.
type chatAnswer struct {
	Op   string `json:"op"` // ok
	N    int64  `json:"n"`
	Time int64  `json:"time,omitempty"` // of the server, unix ms
	Beat int64  `json:"beat,omitempty"` // ms between pings

	ID      string `json:"id,omitempty"` // of the message; after join of the last one before
	Members int    `json:"members,omitempty"`
	Likes   int64  `json:"likes,omitempty"`
	Changed int64  `json:"changed,omitempty"`
	Muted   bool   `json:"muted,omitempty"`
	Lost    bool   `json:"lost,omitempty"` // there were messages after since that are gone
}

// chatRefusal is why a frame was not obeyed.
type chatRefusal struct {
	Op   string `json:"op"` // no
	N    int64  `json:"n"`
	Code string `json:"code"`
	Wait int64  `json:"wait,omitempty"` // ms
}

func (r chatRefusal) Error() string { return r.Code }

// encodeChat returns the frame of a value that always encodes.
func encodeChat(value any) []byte {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value)
	return []byte(strings.TrimSuffix(text.String(), "\n"))
}

// check reports what a client may not send, whoever it is.
func (f *chatFrame) check() error {
	if f.Key == "" || len(f.Key) > 32 || len(f.Cmd) > 64 || len(f.To) > 32 {
		return chatRefusal{Code: "bad_message"}
	}
	switch f.Kind {
	case "text":
		var text string
		if f.To != "" || json.Unmarshal(f.Body, &text) != nil || strings.TrimSpace(text) == "" {
			return chatRefusal{Code: "bad_message"}
		}
		if len(text) > chatTextMost {
			return chatRefusal{Code: "too_long"}
		}
	case "custom":
		if len(f.Body) == 0 {
			return chatRefusal{Code: "bad_message"}
		}
		if len(f.Body) > chatCustomMost {
			return chatRefusal{Code: "too_long"}
		}
	default:
		return chatRefusal{Code: "bad_message"}
	}
	return nil
}

// chatName makes a name of what a client sent: one line, not too long.
func chatName(name string) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, name))
	if utf8.RuneCountInString(name) > chatNameMost {
		name = string([]rune(name)[:chatNameMost])
	}
	return name
}

func chatAvatar(address string) string {
	if len(address) > 1024 {
		return ""
	}
	return address
}
