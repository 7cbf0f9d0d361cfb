package relay

import (
	"bufio"
	"encoding/binary"
	"io"
	"sync"
)

// Chunk streams that are written to: each has its own messages.
const (
	chunkControl  = 2
	chunkCommand  = 3
	chunkAudio    = 4
	chunkScript   = 5
	chunkVideo    = 6
	messageStream = 1 // the only one that createStream makes
)

// A message is written to a connection.
type message struct {
	kind   byte
	ms     uint32
	chunk  byte   // its chunk stream
	stream uint32 // its message stream
	body   []byte
}

// A chunkWriter cuts messages into chunks. Each message has a full header, so
// nothing has to be remembered. It may be used by several goroutines: while one
// sends a stream, another answers pings.
type chunkWriter struct {
	mu    sync.Mutex
	out   *bufio.Writer
	chunk int // size of a chunk's body
}

func newChunkWriter(out io.Writer) *chunkWriter {
	return &chunkWriter{out: bufio.NewWriterSize(out, 16<<10), chunk: 128} // most pictures in one write
}

// write writes a message, which flush sends.
func (w *chunkWriter) write(m message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	header, next := chunkHeaders(m)
	body := m.body
	for {
		part := body[:min(len(body), w.chunk)]
		_, _ = w.out.Write(header) // the error of a bufio.Writer stays
		if _, err := w.out.Write(part); err != nil {
			return err
		}
		if body = body[len(part):]; len(body) == 0 {
			return nil
		}
		header = next
	}
}

// chunkHeaders returns the header of a message's first chunk, and that of all
// others.
func chunkHeaders(m message) (first, next []byte) {
	first = make([]byte, 12, 16)
	binary.BigEndian.PutUint32(first, min(m.ms, extendedTimestamp))
	first[0] = formatFull<<6 | m.chunk
	binary.BigEndian.PutUint32(first[4:], uint32(len(m.body))<<8|uint32(m.kind))
	binary.LittleEndian.PutUint32(first[8:], m.stream)
	next = make([]byte, 1, 5)
	next[0] = formatContinued<<6 | m.chunk
	if m.ms >= extendedTimestamp {
		first = binary.BigEndian.AppendUint32(first, m.ms)
		next = binary.BigEndian.AppendUint32(next, m.ms)
	}
	return first, next
}

func (w *chunkWriter) flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Flush()
}

// setChunkSize holds for what is written from now on.
func (w *chunkWriter) setChunkSize(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.chunk = n
}

// writeTag writes a tag of a stream.
func (w *chunkWriter) writeTag(t tag) error {
	chunk := byte(chunkScript)
	switch t.kind() {
	case typeAudio:
		chunk = chunkAudio
	case typeVideo:
		chunk = chunkVideo
	}
	return w.write(message{kind: t.kind(), ms: t.ms(), chunk: chunk, stream: messageStream, body: t.body()})
}
