package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// A document is a JSON file, with the place of everything in it.
type document struct {
	text    string
	root    *value
	err     error // what is wrong with it
	errAt   int   // offset
	lenient int   // offset of the first thing that is no JSON but is read all the same: a comment or a comma too much; -1: none
}

// A value is one of a document.
type value struct {
	at      int // offset; of its key for a member of an object
	any     any // as encoding/json has it
	members map[string]*value
	items   []*value
}

func parse(text string) *document {
	plain, lenient := withoutComments(text)
	d := &document{text: text, lenient: lenient}
	var whole any
	if err := json.Unmarshal(plain, &whole); err != nil {
		d.err, d.errAt = err, offsetOfMistake(plain, err)
		return d
	}
	reader := &valueReader{text: plain, decoder: json.NewDecoder(bytes.NewReader(plain))}
	d.root, d.err = reader.read()
	return d
}

func offsetOfMistake(text []byte, err error) int {
	end := len(bytes.TrimRight(text, " \t\r\n"))
	var syntax *json.SyntaxError
	var unfit *json.UnmarshalTypeError // a number that is too large
	switch {
	case errors.As(err, &syntax):
		return min(int(syntax.Offset)-1, end)
	case errors.As(err, &unfit):
		return min(int(unfit.Offset)-1, end)
	}
	return 0
}

// object is what the document holds if it is one.
func (d *document) object() (map[string]any, bool) {
	if d.root == nil {
		return nil, false
	}
	object, ok := d.root.any.(map[string]any)
	return object, ok
}

// in is the value under these keys; nil when there is none.
func (v *value) in(keys ...string) *value {
	for _, key := range keys {
		if v == nil {
			return nil
		}
		v = v.members[key]
	}
	return v
}

func (v *value) text() string {
	if v == nil {
		return ""
	}
	text, _ := v.any.(string)
	return text
}

func (v *value) isTrue() bool {
	return v != nil && v.any == true
}

func (v *value) list() []*value {
	if v == nil {
		return nil
	}
	return v.items
}

// A valueReader reads values that are known to be well formed.
type valueReader struct {
	text    []byte
	decoder *json.Decoder
}

func (r *valueReader) read() (*value, error) {
	v := &value{at: r.next()}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return v, r.readObject(v)
	case json.Delim('['):
		return v, r.readList(v)
	}
	v.any = token
	return v, nil
}

func (r *valueReader) readObject(v *value) error {
	object := map[string]any{}
	v.any, v.members = object, map[string]*value{}
	for r.decoder.More() {
		at := r.next()
		key, err := r.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		member, err := r.read()
		if err != nil {
			return err
		}
		member.at = at
		object[name], v.members[name] = member.any, member
	}
	_, err := r.decoder.Token()
	return err
}

func (r *valueReader) readList(v *value) error {
	list := []any{}
	for r.decoder.More() {
		item, err := r.read()
		if err != nil {
			return err
		}
		list, v.items = append(list, item.any), append(v.items, item)
	}
	v.any = list
	_, err := r.decoder.Token()
	return err
}

// next is the offset at which the next token begins.
func (r *valueReader) next() int {
	at := int(r.decoder.InputOffset())
	return at + len(r.text[at:]) - len(bytes.TrimLeft(r.text[at:], " \t\r\n,:"))
}

// withoutComments blanks comments, and a comma behind which nothing follows, so
// that offsets stay as they are.
func withoutComments(text string) (plain []byte, first int) {
	plain, first = []byte(text), -1
	blank := func(from, to int) {
		if first < 0 {
			first = from
		}
		for i := from; i < to; i++ {
			if plain[i] != '\n' {
				plain[i] = ' '
			}
		}
	}
	last, before := -1, byte(0) // offset of the last character that counts, and the one before it
	for at := 0; at < len(text); {
		end := at + 1
		switch {
		case strings.HasPrefix(text[at:], "//"):
			end = endAfter(text, at, "\n")
			blank(at, end)
		case strings.HasPrefix(text[at:], "/*"):
			end = endAfter(text, at+2, "*/")
			blank(at, end)
		case !strings.ContainsRune(" \t\r\n", rune(text[at])):
			if text[at] == '"' {
				end = endOfString(text, at)
			}
			closes := text[at] == '}' || text[at] == ']'
			if closes && last >= 0 && text[last] == ',' && !strings.ContainsRune("{[,", rune(before)) {
				blank(last, last+1)
			}
			if last >= 0 {
				before = text[last]
			}
			last = at
		}
		at = end
	}
	return plain, first
}

// endOfString is the offset behind the string that begins there.
func endOfString(text string, start int) int {
	for at := start + 1; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case text[start]:
			return at + 1
		case '\n':
			return at
		}
	}
	return len(text)
}

// endAfter is the offset behind a mark, or that of the end.
func endAfter(text string, from int, mark string) int {
	if found := strings.Index(text[min(from, len(text)):], mark); found >= 0 {
		return from + found + len(mark)
	}
	return len(text)
}
