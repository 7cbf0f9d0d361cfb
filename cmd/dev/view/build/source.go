package build

import "strings"

// A source is a text put together of pieces of files, which knows of each
// where it is from.
type source struct {
	text   strings.Builder
	pieces []piece
	keys   []piece // values of wx:key that were left out
}

type piece struct {
	at     int // offset in the source
	file   string
	offset int // in the file's text
}

// add appends a part of a file's text.
func (s *source) add(file, text string, from, to int) {
	if from < to {
		s.put(file, from, text[from:to])
	}
}

// put appends a text that stands for what is at an offset of a file.
func (s *source) put(file string, offset int, text string) {
	s.pieces = append(s.pieces, piece{s.text.Len(), file, offset})
	s.text.WriteString(text)
}

func (s *source) append(more *source) {
	for _, p := range more.pieces {
		s.pieces = append(s.pieces, piece{s.text.Len() + p.at, p.file, p.offset})
	}
	s.text.WriteString(more.text.String())
}

// origin is the file and the offset in it that an offset of the source is from.
func (s *source) origin(at int) (file string, offset int) {
	last := piece{}
	for _, p := range s.pieces {
		if p.at > at {
			break
		}
		last = p
	}
	return last.file, last.offset + at - last.at
}
