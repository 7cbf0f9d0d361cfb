package live

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// chatPath is where the chat of the rooms is: a WebSocket, beside the calls of the
// room protocol, so that whoever serves rooms serves their chat.
const chatPath = roomPath + "chat"

// What one user, and all of them together, may hold.
const (
	chatSocketsMost   = 50_000
	chatSocketsOfUser = 8 // phones, tabs, and sockets that are dead but not yet known to be
	chatRoomsOfSocket = 4
)

// chatRooms is what the chat asks of the rooms.
type chatRooms interface {
	// role is what a user is in a room; ok is false when there is no such room.
	role(roomID, userID string) (role string, ok bool)
}

// roleOperator may do in every room what its host may.
const roleOperator = "operator"

// chatClock is time as the chat needs it; tests have one that they move.
type chatClock struct {
	now   func() time.Time
	after func(time.Duration, func())
}

// chat relays messages between the people of a room, and counts them. Truth about
// rooms and seats is the room service's; who hears that a room changed asks there.
type chat struct {
	clock     chatClock
	rooms     chatRooms
	tokens    tokens // of the room protocol
	operators []string

	comers  *limiter // handshakes by IP address
	opens   *limiter // by user
	speech  *limiter // texts by room and user
	signs   *limiter // everything else that is sent, by room and user
	traffic *limiter // texts by room

	mu            sync.Mutex
	closed        bool
	sockets       map[*chatSocket]struct{}
	ofUser        map[string]int
	conversations map[string]*conversation
}

func newChat(clock chatClock, rooms chatRooms, t tokens, operators []string) *chat {
	return &chat{
		clock: clock, rooms: rooms, tokens: t, operators: operators,
		comers:  newLimiter(500, 20*time.Millisecond),
		opens:   newLimiter(20, 3*time.Second),
		speech:  newLimiter(5, time.Second),
		signs:   newLimiter(20, 200*time.Millisecond),
		traffic: newLimiter(40, 25*time.Millisecond), // 40 a second, as Tencent IM has it
		sockets: map[*chatSocket]struct{}{}, ofUser: map[string]int{}, conversations: map[string]*conversation{},
	}
}

// wantsChat reports the handshake of a chat.
func wantsChat(r *http.Request) bool {
	return r.URL.EscapedPath() == chatPath && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// accept takes a connection over and returns; the socket goes on by itself, on a
// goroutine that is smaller than one of net/http's. address is what handshakes are
// counted by.
func (c *chat) accept(w http.ResponseWriter, r *http.Request, address string) error {
	if wait := c.comers.wait(address, c.clock.now()); wait > 0 {
		return rateLimited(wait)
	}
	// Pages of any origin may come: whoever has no token gets no further.
	ws, err := websocket.Accept(thrifty{w}, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return nil // Accept has answered
	}
	s := newChatSocket(c, ws)
	if !c.add(s) {
		go s.close(websocket.StatusTryAgainLater, "full")
		return nil
	}
	go s.serve()
	return nil
}

func (c *chat) add(s *chatSocket) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || len(c.sockets) >= chatSocketsMost {
		return false
	}
	c.sockets[s] = struct{}{}
	return true
}

// forget is called once for each socket that was added, when it is over.
func (c *chat) forget(s *chatSocket) {
	c.mu.Lock()
	delete(c.sockets, s)
	if id := s.person.ID; id != "" {
		if c.ofUser[id]--; c.ofUser[id] <= 0 {
			delete(c.ofUser, id)
		}
	}
	c.mu.Unlock()
	for _, room := range s.leaveAll() {
		room.leave(s)
	}
}

// open makes the socket that of a user.
func (c *chat) open(s *chatSocket, f *chatFrame) error {
	now := c.clock.now()
	userID, ok := c.tokens.verify(f.Token, now)
	if !ok || userID != f.UserID {
		return chatRefusal{Code: "unauthorized"}
	}
	if wait := c.opens.wait(userID, now); wait > 0 {
		return chatRefusal{Code: "rate_limited", Wait: wait.Milliseconds()}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ofUser[userID] >= chatSocketsOfUser {
		return chatRefusal{Code: "too_many"}
	}
	c.ofUser[userID]++
	s.person = chatPerson{ID: userID, Name: chatName(f.Name), Avatar: chatAvatar(f.Avatar)}
	return nil
}

// join brings a socket into the conversation of a room that there is.
func (c *chat) join(s *chatSocket, f *chatFrame) error {
	role, ok := c.role(f.Room, s.person.ID)
	if !ok {
		return chatRefusal{Code: "no_room"}
	}
	if !s.mayEnter(f.Room) {
		return chatRefusal{Code: "too_many"}
	}
	room := c.conversation(f.Room, true)
	if err := room.join(s, role, f); err != nil {
		return err
	}
	if _, ok := c.rooms.role(f.Room, s.person.ID); !ok {
		c.over(f.Room) // it ended meanwhile, when nobody was in the conversation yet
	}
	return nil
}

// role is that of the room service, unless it is an operator's.
func (c *chat) role(roomID, userID string) (string, bool) {
	role, ok := c.rooms.role(roomID, userID)
	if ok && role != roleHost && slices.Contains(c.operators, userID) {
		role = roleOperator
	}
	return role, ok
}

// conversation returns that of a room, or nil when there is none and none is to be
// created.
func (c *chat) conversation(roomID string, create bool) *conversation {
	c.mu.Lock()
	defer c.mu.Unlock()
	room := c.conversations[roomID]
	if room == nil && create {
		room = newConversation(roomID, c.clock)
		c.conversations[roomID] = room
	}
	return room
}

// changed tells everybody in a room, or only some, that its seats have a new
// revision: they ask the room service. With its room a conversation ends.
func (c *chat) changed(roomID string, revision int64, only ...string) {
	room := c.conversation(roomID, false)
	if room == nil {
		return
	}
	room.change(revision, only)
	if _, ok := c.rooms.role(roomID, ""); !ok {
		c.over(roomID)
	}
}

// over ends the conversation of a room that has ended.
func (c *chat) over(roomID string) {
	c.mu.Lock()
	room := c.conversations[roomID]
	delete(c.conversations, roomID)
	c.mu.Unlock()
	if room != nil {
		room.end()
	}
}

// sweep cuts the sockets that are silent, stuck or of nobody, and forgets what is
// too old to be asked for.
func (c *chat) sweep() {
	now := c.clock.now()
	c.mu.Lock()
	var dead []*chatSocket
	for s := range c.sockets {
		if s.dead(now) {
			dead = append(dead, s)
		}
	}
	rooms := make([]*conversation, 0, len(c.conversations))
	for _, room := range c.conversations {
		rooms = append(rooms, room)
	}
	c.mu.Unlock()
	for _, s := range dead {
		s.cut()
	}
	for _, room := range rooms {
		room.tidy(now)
		if _, ok := c.rooms.role(room.id, ""); !ok {
			c.over(room.id) // should nobody have said so
		}
	}
}

// stop closes every socket: the server ends. Clients come again by themselves.
func (c *chat) stop() {
	c.mu.Lock()
	c.closed = true
	sockets := make([]*chatSocket, 0, len(c.sockets))
	for s := range c.sockets {
		sockets = append(sockets, s)
	}
	c.mu.Unlock()
	for _, s := range sockets {
		go s.close(websocket.StatusGoingAway, "restart")
	}
}
