package relay

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// What a chunk is preceded by, by its format: all fields, all but the message
// stream, the time alone, nothing.
const (
	formatFull = iota
	formatSameStream
	formatSameLength
	formatContinued
)

// extendedTimestamp in the field of 24 bits says that the time follows in 32.
const extendedTimestamp = 0xffffff

// A chunkReader puts messages together from their chunks. It is our own, since
// memory has to be bounded: libraries let a connection have dozens of messages
// of 10 MB under way at the same time.
type chunkReader struct {
	in         *bufio.Reader
	limit      int // bytes of all unfinished messages
	streams    map[uint32]*chunkStream
	maxStreams int

	chunk   int // size of a chunk's body
	pending int // bytes of unfinished messages
}

// A chunkStream remembers what the next header may leave out.
type chunkStream struct {
	kind     byte
	size     int
	ms       uint32
	delta    uint32
	extended bool // times are of 32 bits
	message  tag  // under way, or nil
	received int  // bytes of its body
}

func newChunkReader(in *bufio.Reader, l limits) *chunkReader {
	return &chunkReader{in: in, limit: l.command, maxStreams: l.chunkStreams, streams: map[uint32]*chunkStream{}, chunk: 128}
}

// read returns the next message as a tag, whose kind may be any byte.
func (r *chunkReader) read() (tag, error) {
	for {
		t, err := r.readChunk()
		if t != nil || err != nil {
			return t, err
		}
	}
}

// readChunk returns a message when the chunk was its last, nil otherwise.
func (r *chunkReader) readChunk() (tag, error) {
	format, s, err := r.readBasicHeader()
	if err != nil {
		return nil, err
	}
	if err := r.readHeader(format, s); err != nil {
		return nil, unexpectedEnd(err)
	}
	if s.message == nil {
		if err := r.begin(s); err != nil {
			return nil, err
		}
	}
	body := s.message.body()[s.received:]
	n, err := io.ReadFull(r.in, body[:min(len(body), r.chunk)])
	if err != nil {
		return nil, unexpectedEnd(err)
	}
	if s.received += n; s.received < s.size {
		return nil, nil
	}
	done := s.message
	r.drop(s)
	return done, nil
}

func (r *chunkReader) readBasicHeader() (format byte, s *chunkStream, err error) {
	first, err := r.in.ReadByte()
	if err != nil {
		return 0, nil, err
	}
	id, err := r.readStreamID(first & 63)
	if err != nil {
		return 0, nil, unexpectedEnd(err)
	}
	format, s = first>>6, r.streams[id]
	switch {
	case s != nil:
		return format, s, nil
	case format != formatFull:
		return 0, nil, errors.New("a chunk refers to one that never came")
	case len(r.streams) >= r.maxStreams:
		return 0, nil, fmt.Errorf("more than %d chunk streams", r.maxStreams)
	}
	s = &chunkStream{}
	r.streams[id] = s
	return format, s, nil
}

// readStreamID reads the one or two bytes that follow the numbers 0 and 1.
func (r *chunkReader) readStreamID(first byte) (uint32, error) {
	if first > 1 {
		return uint32(first), nil
	}
	var b [2]byte
	if _, err := io.ReadFull(r.in, b[:first+1]); err != nil {
		return 0, err
	}
	return 64 + uint32(b[0]) + uint32(b[1])<<8, nil
}

func (r *chunkReader) readHeader(format byte, s *chunkStream) error {
	if format != formatContinued && s.message != nil {
		return errors.New("a message begins within another")
	}
	var b [11]byte
	fields := b[:[...]int{formatFull: 11, formatSameStream: 7, formatSameLength: 3, formatContinued: 0}[format]]
	if _, err := io.ReadFull(r.in, fields); err != nil {
		return err
	}
	if len(fields) >= 7 {
		s.size, s.kind = int(binary.BigEndian.Uint32(b[2:])&0xffffff), b[6]
	}
	if len(fields) >= 3 {
		s.delta = binary.BigEndian.Uint32(b[:]) >> 8
		s.extended = s.delta == extendedTimestamp
	}
	if s.extended {
		if _, err := io.ReadFull(r.in, b[:4]); err != nil {
			return err
		}
		if format != formatContinued { // which repeats it, or some say zero
			s.delta = binary.BigEndian.Uint32(b[:])
		}
	}
	switch {
	case format == formatFull:
		s.ms = s.delta
	case s.message == nil:
		s.ms += s.delta
	}
	return nil
}

// begin makes room for a message.
func (r *chunkReader) begin(s *chunkStream) error {
	if r.pending+s.size > r.limit {
		return fmt.Errorf("a message of %d bytes, the most is %d", s.size, r.limit-r.pending)
	}
	r.pending += s.size
	s.message, s.received = makeTag(s.kind, s.ms, s.size), 0
	return nil
}

func (r *chunkReader) drop(s *chunkStream) {
	r.pending -= s.size
	s.message = nil
}

// abort drops the message under way of a chunk stream.
func (r *chunkReader) abort(id uint32) {
	if s := r.streams[id]; s != nil && s.message != nil {
		r.drop(s)
	}
}

func (r *chunkReader) setChunkSize(n uint32) error {
	if n == 0 || n > 1<<31-1 {
		return fmt.Errorf("chunks of %d bytes", n)
	}
	r.chunk = int(min(n, 1<<24)) // no message is larger
	return nil
}
