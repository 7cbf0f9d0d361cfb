package relay

import (
	"strings"
	"time"
)

// limits bound what others can make the relay hold or wait for. The package
// comment lists them.
type limits struct {
	connections, perAddress int
	streams                 int

	command      int // bytes of unfinished messages, until the connection publishes
	tag          int // bytes of a tag's body, and of unfinished messages after that
	chunkStreams int

	group, queue size

	setup   time.Duration // to say what one wants
	idle    time.Duration // to send nothing, or take nothing
	silence time.Duration // without a tag, after which a publisher's name is free to take
}

// A size counts tags and their bytes.
type size struct{ tags, bytes int }

func (s size) exceeds(limit size) bool { return s.tags > limit.tags || s.bytes > limit.bytes }

func (s size) with(t tag) size { return size{s.tags + 1, s.bytes + len(t)} }

func defaultLimits() limits {
	return limits{
		connections: 256, perAddress: 128,
		streams:      32,
		command:      16 << 10,
		tag:          4 << 20,
		chunkStreams: 32,
		// 10 s of 60 pictures and 43 frames of sound a second, at 6 Mbit/s.
		group:   size{tags: 1024, bytes: 8 << 20},
		queue:   size{tags: 1536, bytes: 12 << 20},
		setup:   10 * time.Second,
		idle:    15 * time.Second,
		silence: 3 * time.Second,
	}
}

// maxName is how many bytes APP and NAME may have each.
const maxName = 128

// shorten cuts the text for who asked to what fits into a WebSocket's close
// frame, which is 123 bytes.
func shorten(text string) string {
	const most = 120
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}
