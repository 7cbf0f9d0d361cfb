package live

import (
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"
)

// What a conversation remembers for those who come, or come back.
const (
	backlogMost    = 500              // messages
	backlogSize    = 256 << 10        // bytes
	backlogAge     = 10 * time.Minute // older ones help nobody
	backlogWelcome = 50               // texts that a newcomer gets
)

// How often it tells what changes all the time.
const (
	likesEvery      = 200 * time.Millisecond
	membersEvery    = time.Second
	membersBigEvery = 5 * time.Second
	bigRoom         = 1000 // sockets
	batchMost       = 100 * time.Millisecond
)

// conversation is the chat of one room: who is in it, and what was said lately.
// Everybody gets its messages in the same order.
type conversation struct {
	id    string
	epoch string // tells its ids from those of an earlier conversation in the same room
	clock chatClock

	mu      sync.Mutex
	ended   bool
	people  map[string]*chatMember
	sockets int

	log     []chatEntry // oldest first
	size    int         // bytes of it
	lost    int64       // seq of the last one that was forgotten
	seq     int64       // of the last message
	flushed int64       // of the last one that was sent out
	welcome []byte      // frame for newcomers; nil when it is to be made again

	likes, revision int64
	told            chatTold
	due             time.Time // of the next flush; zero when there is none

	order chatOrder
}

// chatMember is one user, with all that they have open.
type chatMember struct {
	sockets []*chatSocket
	role    string
}

// chatEntry is a message that may be asked for again.
type chatEntry struct {
	seq           int64
	at            time.Time
	from, to, key string
	text          bool
	json          json.RawMessage
}

// visible reports whether a user gets the message.
func (e chatEntry) visible(userID string) bool {
	return e.to == "" || e.to == userID || e.from == userID
}

// chatTold is what everybody knows, and since when.
type chatTold struct {
	likes, revision                           int64
	members                                   int
	likesAt, membersAt, changedAt, messagesAt time.Time
}

// newChatTold has told nothing yet, for ever so long.
func newChatTold() chatTold {
	once := time.Unix(0, 0)
	return chatTold{likesAt: once, membersAt: once, changedAt: once, messagesAt: once}
}

func newConversation(roomID string, clock chatClock) *conversation {
	return &conversation{
		id: roomID, epoch: strconv.FormatInt(clock.now().UnixMilli(), 36), clock: clock,
		people: map[string]*chatMember{}, order: newChatOrder(), told: newChatTold(),
	}
}

func (r *conversation) idOf(seq int64) string {
	return r.epoch + "." + strconv.FormatInt(seq, 10)
}

// say takes a message in; it is sent out at once, or with others soon.
func (r *conversation) say(from chatPerson, f *chatFrame) (*chatAnswer, error) {
	now := r.clock.now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return nil, chatRefusal{Code: "no_room"}
	}
	if f.To != "" && r.people[f.To] == nil {
		return nil, chatRefusal{Code: "absent"}
	}
	if wait := r.order.muted(from, now); wait != 0 && f.To == "" {
		return nil, chatRefusal{Code: "muted", Wait: wait.Milliseconds()}
	}
	r.seq++
	m := chatMessage{
		ID: r.idOf(r.seq), Seq: r.seq, Time: now.UnixMilli(), Room: r.id,
		From: from, To: f.To, Kind: f.Kind, Cmd: f.Cmd, Key: f.Key, Body: f.Body,
	}
	r.keep(chatEntry{r.seq, now, from.ID, f.To, f.Key, f.Kind == "text", encodeChat(m)})
	answer := &chatAnswer{ID: m.ID, Time: m.Time}
	r.flush(now)
	return answer, nil
}

// said finds a message that its sender sends again, because the answer was lost.
func (r *conversation) said(userID, key string) (*chatAnswer, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range slices.Backward(r.log) {
		if e.from == userID && e.key == key {
			return &chatAnswer{ID: r.idOf(e.seq), Time: e.at.UnixMilli()}, true
		}
	}
	return nil, false
}

func (r *conversation) keep(e chatEntry) {
	r.log = append(r.log, e)
	r.size += len(e.json)
	for len(r.log) > backlogMost || r.size > backlogSize {
		r.forgetOldest()
	}
}

// forgetOldest never forgets what was not sent out yet: that is at most one batch.
func (r *conversation) forgetOldest() {
	oldest := r.log[0]
	if oldest.seq > r.flushed {
		r.send(r.clock.now())
	}
	r.lost, r.size, r.welcome = oldest.seq, r.size-len(oldest.json), nil
	r.log[0] = chatEntry{}
	r.log = r.log[1:]
}

// like counts; merging is the flush's.
func (r *conversation) like(count int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.likes += count
	r.flush(r.clock.now())
}

// change tells of a revision of the seats; an older one is no news.
func (r *conversation) change(revision int64, only []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	frame := encodeChat(chatPush{Op: "push", Room: r.id, Changed: &revision})
	for _, userID := range only {
		if m := r.people[userID]; m != nil {
			m.tell(frame)
		}
	}
	if len(only) == 0 && revision > r.revision {
		r.revision = revision
		r.flush(r.clock.now())
	}
}

// tidy forgets what is too old.
func (r *conversation) tidy(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.log) > 0 && now.Sub(r.log[0].at) >= backlogAge {
		r.forgetOldest()
	}
	r.order.tidy(now)
}

// end tells everybody that the room is over.
func (r *conversation) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.send(r.clock.now())
	r.ended = true
	frame := encodeChat(map[string]string{"op": "over", "room": r.id, "reason": "over"})
	for _, m := range r.people {
		m.tell(frame)
		for _, s := range m.sockets {
			s.leaveRoom(r.id)
		}
	}
	r.people = nil
}
