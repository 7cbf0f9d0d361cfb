package live

import (
	"encoding/json"
	"time"
)

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
			personal.Messages = visible(fresh, userID)
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

func visible(entries []chatEntry, userID string) []json.RawMessage {
	var messages []json.RawMessage
	for _, e := range entries {
		if e.visible(userID) {
			messages = append(messages, e.json)
		}
	}
	return messages
}
