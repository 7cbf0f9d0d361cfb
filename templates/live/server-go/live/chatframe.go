package live

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
