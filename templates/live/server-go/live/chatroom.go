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

// batch is how long a message waits after the one before: writing to many sockets
// is what costs, a frame of ten messages as much as a frame of one.
func (r *conversation) batch() time.Duration {
	if r.sockets < 100 {
		return 0
	}
	return min(batchMost, time.Duration(r.sockets)*batchMost/bigRoom)
}

// flush sends what is due and sees that what is not yet is sent in time. The
// caller holds the lock.
func (r *conversation) flush(now time.Time) {
	next := r.next()
	if next.IsZero() || r.ended {
		return
	}
	if !next.After(now) {
		r.send(now)
		next = r.next()
	}
	if next.IsZero() || !r.due.IsZero() && !r.due.After(next) {
		return
	}
	r.due = next
	r.clock.after(next.Sub(now), r.wake)
}

// wake is called by the clock, too early at times: an earlier flush was asked for
// and took everything along.
func (r *conversation) wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.now()
	if r.due.IsZero() || r.due.After(now) {
		return
	}
	r.due = time.Time{}
	r.flush(now)
}

// next is when something has to be sent, zero when there is nothing.
func (r *conversation) next() time.Time {
	var next time.Time
	by := func(at time.Time) {
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	if r.seq > r.flushed {
		by(r.told.messagesAt.Add(r.batch()))
	}
	if r.revision != r.told.revision {
		by(r.told.changedAt.Add(r.batch()))
	}
	if r.likes != r.told.likes {
		by(r.told.likesAt.Add(likesEvery))
	}
	if len(r.people) != r.told.members {
		by(r.told.membersAt.Add(r.membersEvery()))
	}
	return next
}

func (r *conversation) membersEvery() time.Duration {
	if r.sockets >= bigRoom {
		return membersBigEvery
	}
	return membersEvery
}

// send tells everybody what they do not know yet, in one frame; who was written to
// directly, or has written so, gets a frame of their own.
func (r *conversation) send(now time.Time) {
	news := r.news(now)
	fresh := r.since(r.flushed)
	r.flushed = r.seq
	if len(fresh) > 0 {
		r.welcome, r.told.messagesAt = nil, now
	}
	own := map[string]bool{}
	for _, e := range fresh {
		if e.to == "" {
			news.Messages = append(news.Messages, e.json)
		} else {
			own[e.to], own[e.from] = true, true
		}
	}
	var shared []byte
	if len(news.Messages) > 0 || news.Likes != nil || news.Members != nil || news.Changed != nil {
		shared = encodeChat(news)
	}
	for userID, m := range r.people {
		frame := shared
		if own[userID] {
			personal := news
			personal.Messages = messagesFor(fresh, userID)
			frame = encodeChat(personal)
		}
		if frame != nil {
			m.tell(frame)
		}
	}
}

// news is everything but the messages that is to be told now.
func (r *conversation) news(now time.Time) chatPush {
	news := chatPush{Op: "push", Room: r.id}
	if r.likes != r.told.likes && now.Sub(r.told.likesAt) >= likesEvery {
		likes := r.likes
		news.Likes, r.told.likes, r.told.likesAt = &likes, likes, now
	}
	if members := len(r.people); members != r.told.members && now.Sub(r.told.membersAt) >= r.membersEvery() {
		news.Members, r.told.members, r.told.membersAt = &members, members, now
	}
	if r.revision != r.told.revision {
		revision := r.revision
		news.Changed, r.told.revision, r.told.changedAt = &revision, revision, now
	}
	return news
}

// since returns what was said after a message, oldest first.
func (r *conversation) since(seq int64) []chatEntry {
	first := len(r.log)
	for first > 0 && r.log[first-1].seq > seq {
		first--
	}
	return r.log[first:]
}

func messagesFor(entries []chatEntry, userID string) []json.RawMessage {
	var messages []json.RawMessage
	for _, e := range entries {
		if e.visible(userID) {
			messages = append(messages, e.json)
		}
	}
	return messages
}
