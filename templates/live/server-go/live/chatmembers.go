package live

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// join takes a socket in and answers it: first the answer, then what it has
// missed, then what is new, without a gap and without doubles.
func (r *conversation) join(s *chatSocket, role string, f *chatFrame) error {
	now := r.clock.now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return chatRefusal{Code: "no_room"}
	}
	if wait := r.order.banned(s.person.ID, now); wait != 0 {
		return chatRefusal{Code: "banned", Wait: wait.Milliseconds()}
	}
	r.seat(s, role)
	answer := chatAnswer{
		Op: "ok", N: f.N, Time: now.UnixMilli(), ID: r.idOf(r.flushed),
		Members: len(r.people), Likes: r.told.likes, Changed: r.told.revision,
		Muted: r.order.muted(chatPerson{ID: s.person.ID, Role: role}, now) != 0,
	}
	seq, same := r.seqOf(f.Since)
	answer.Lost = f.Since != "" && (!same || seq < r.lost)
	s.send(encodeChat(answer))
	if missed := r.missed(s.person.ID, seq, same); missed != nil {
		s.send(missed)
	}
	r.flush(now)
	return nil
}

// seat notes the socket among its user's.
func (r *conversation) seat(s *chatSocket, role string) {
	m := r.people[s.person.ID]
	if m == nil {
		m = &chatMember{}
		r.people[s.person.ID] = m
	}
	m.role = role
	if !slices.Contains(m.sockets, s) {
		m.sockets = append(m.sockets, s)
		r.sockets++
	}
	s.enterRoom(r)
}

// seqOf reads an id of this conversation.
func (r *conversation) seqOf(id string) (seq int64, same bool) {
	epoch, number, _ := strings.Cut(id, ".")
	seq, err := strconv.ParseInt(number, 10, 64)
	return seq, err == nil && epoch == r.epoch
}

// missed is the frame of what a user did not get; nil when that is nothing. What
// waits for its batch comes with the batch.
func (r *conversation) missed(userID string, seq int64, same bool) []byte {
	if !same {
		return r.welcoming()
	}
	entries := r.since(seq)
	for len(entries) > 0 && entries[len(entries)-1].seq > r.flushed {
		entries = entries[:len(entries)-1]
	}
	messages := messagesFor(entries, userID)
	if messages == nil {
		return nil
	}
	return encodeChat(chatPush{Op: "push", Room: r.id, Messages: messages})
}

// welcoming is the frame of the latest texts, the same for all who come.
func (r *conversation) welcoming() []byte {
	if r.welcome != nil {
		return r.welcome
	}
	push := chatPush{Op: "push", Room: r.id}
	for _, e := range slices.Backward(r.log) {
		if e.text && e.seq <= r.flushed {
			push.Messages = append(push.Messages, e.json)
		}
		if len(push.Messages) == backlogWelcome {
			break
		}
	}
	if push.Messages == nil {
		return nil
	}
	slices.Reverse(push.Messages)
	r.welcome = encodeChat(push)
	return r.welcome
}

// leave takes a socket out.
func (r *conversation) leave(s *chatSocket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.people[s.person.ID]
	if m == nil {
		return
	}
	i := slices.Index(m.sockets, s)
	if i < 0 {
		return
	}
	m.sockets = slices.Delete(m.sockets, i, i+1)
	r.sockets--
	if len(m.sockets) == 0 {
		delete(r.people, s.person.ID)
	}
	r.flush(r.clock.now())
}

// expel takes a user out, whatever they have open, and tells them why.
func (r *conversation) expel(userID, reason string) {
	m := r.people[userID]
	if m == nil {
		return
	}
	delete(r.people, userID)
	r.sockets -= len(m.sockets)
	frame := encodeChat(map[string]string{"op": "over", "room": r.id, "reason": reason})
	m.tell(frame)
	for _, s := range m.sockets {
		s.leaveRoom(r.id)
	}
	r.flush(r.clock.now())
}

// tell sends a frame to all that a user has open.
func (m *chatMember) tell(frame []byte) {
	for _, s := range m.sockets {
		s.send(frame)
	}
}

// silence mutes and bans at the wish of the host or an operator. userID may be
// empty for a mute: everybody's.
func (r *conversation) silence(f *chatFrame, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.order.set(f, now) {
		return chatRefusal{Code: "too_many"}
	}
	if f.Op == "ban" {
		if f.On {
			r.expel(f.User, "banned")
		}
		return nil
	}
	for userID, m := range r.people {
		if f.User == "" || f.User == userID {
			muted := r.order.muted(chatPerson{ID: userID, Role: m.role}, now) != 0
			m.tell(encodeChat(chatPush{Op: "push", Room: r.id, Muted: &muted}))
		}
	}
	return nil
}
