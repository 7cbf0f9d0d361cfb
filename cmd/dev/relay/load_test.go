package relay

import (
	"bufio"
	"encoding/binary"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkFiftyViewers sends 25 pictures a second, 2 Mbit/s, to 25 viewers by
// RTMP and 25 by HTTP. It reports how much later than it was sent a picture
// arrives, and the memory of this process, viewers included. An operation is
// one picture; -benchtime=30s gives figures that hold.
func BenchmarkFiftyViewers(b *testing.B) {
	const viewers, rate, group = 50, 25, 50
	f := start(b, openOptions())
	p := f.mustPublish(b, "live", "a")
	_ = p.conn.SetDeadline(time.Time{})
	p.write(typeChunkSize, 0, binary.BigEndian.AppendUint32(nil, writtenChunkSize)) // as ffmpeg does
	p.out.SetChunkSize(writtenChunkSize)
	l := latencies{begin: time.Now()}
	var reading sync.WaitGroup
	for i := range viewers {
		packets := f.rtmpPackets(b)
		if i%2 == 1 {
			packets = f.httpPackets(b)
		}
		reading.Go(func() { _ = packets.each(l.arrived) })
	}
	ticker := time.NewTicker(time.Second / rate)
	defer ticker.Stop()
	sent := 0
	for b.Loop() {
		<-ticker.C
		p.send(l.picture(sent%group == 0))
		sent++
	}
	b.StopTimer()
	memory := memoryInUse()
	p.call("FCUnpublish", 2, nil, "a")
	reading.Wait()
	if got := len(l.all); got != sent*viewers {
		b.Errorf("%d pictures arrived, want %d", got, sent*viewers)
	}
	slices.Sort(l.all)
	b.ReportMetric(milliseconds(l.all[len(l.all)/2]), "p50-ms")
	b.ReportMetric(milliseconds(l.all[len(l.all)*99/100]), "p99-ms")
	b.ReportMetric(memory, "MB")
	b.ReportMetric(0, "ns/op") // it is the time between two pictures
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func memoryInUse() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys-m.HeapReleased) / 1e6
}

// latencies collects how long pictures took, by the stamp within them.
type latencies struct {
	begin time.Time

	mu  sync.Mutex
	all []time.Duration
}

// picture makes one with a stamp. Key frames are larger, as in real streams.
func (l *latencies) picture(key bool) tag {
	body := make([]byte, 9_000)
	body[0], body[1] = 0x27, 1
	if key {
		body = make([]byte, 60_000)
		body[0], body[1] = 0x17, 1
	}
	now := time.Since(l.begin)
	binary.BigEndian.PutUint64(body[8:], uint64(now))
	return newTag(typeVideo, uint32(now.Milliseconds()), body)
}

// arrived notes when the picture that begins with these bytes was complete.
func (l *latencies) arrived(start []byte) {
	took := time.Since(l.begin) - time.Duration(binary.BigEndian.Uint64(start[8:]))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, took)
}

// A packetReader reads the pictures of a viewer without keeping them, so that
// viewers take little of the time that is measured.
type packetReader struct {
	in             *bufio.Reader
	header, sizeAt int // where the size of a body is in its header
	tail           int
}

func (r packetReader) each(arrived func(start []byte)) error {
	var start [16]byte
	for {
		header, err := r.in.Peek(r.header)
		if err != nil {
			return err
		}
		size := int(binary.BigEndian.Uint32(header[r.sizeAt:]) >> 8)
		if _, err := r.in.Discard(r.header); err != nil {
			return err
		}
		body, err := r.in.Peek(min(size, len(start)))
		if err != nil {
			return err
		}
		n := copy(start[:], body)
		if _, err := r.in.Discard(size + r.tail); err != nil {
			return err
		}
		if n == len(start) && start[1] == 1 {
			arrived(start[:])
		}
	}
}

// rtmpPackets plays the stream. A picture fits into a chunk.
func (f *fixture) rtmpPackets(b *testing.B) packetReader {
	b.Helper()
	c := f.mustPlay(b, "a")
	_ = c.conn.SetDeadline(time.Time{})
	return packetReader{in: bufio.NewReaderSize(c.conn, 16<<10), header: 12, sizeAt: 4}
}

func (f *fixture) httpPackets(b *testing.B) packetReader {
	b.Helper()
	response, err := http.Get("http://" + f.web + "/live/a.flv") // for as long as it takes
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = response.Body.Close() })
	in := bufio.NewReaderSize(response.Body, 16<<10)
	if _, err := in.Discard(len(fileHeader(true, true))); err != nil {
		b.Fatal(err)
	}
	return packetReader{in: in, header: tagHeader, sizeAt: 1, tail: tagTail}
}
