package server

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mlvb/cmd/e2e"
)

// sockets of the benchmarks. Server and clients are two processes, so that each
// has file descriptors for one end.
const sockets = 10_000

// BenchmarkChatRooms has 100 rooms of 100 people with 100 messages a second in
// all, and BenchmarkChatFullRoom one room of 10 000 with 10 a second. An operation
// is one message; p99-ms is from its sending to its reading, and KB/socket what
// the server's process grew by, divided by its sockets, cpu-µs/delivery what it
// cost the server, however busy the machine is. -benchtime=2000x gives
// figures that hold, on two cores that have nothing else to do.
func BenchmarkChatRooms(b *testing.B)    { benchmarkChat(b, 100, 100) }
func BenchmarkChatFullRoom(b *testing.B) { benchmarkChat(b, 1, 10) }

func benchmarkChat(b *testing.B, rooms, rate int) {
	h := startHall(b)
	before := h.memory(b)
	for room := range rooms {
		h.host(b, fmt.Sprint("host", room), fmt.Sprint("r", room))
	}
	for i := range sockets - rooms {
		ear := h.connect(b, fmt.Sprint("user", i))
		ear.join(b, fmt.Sprint("r", i%rooms))
	}
	grown := h.memory(b) - before
	h.listen(b)
	worked := h.worked(b)
	ticker := time.NewTicker(time.Second / time.Duration(rate))
	defer ticker.Stop()
	sent := 0
	for b.Loop() {
		<-ticker.C
		h.ears[rooms+sent%100].say(b, fmt.Sprint("r", sent%100%rooms), sent) // a hundred take turns: one alone would be stopped
		sent++
	}
	b.StopTimer()
	if missing := h.heard.wait(sent * sockets / rooms); missing > 0 {
		b.Errorf("%d deliveries are missing", missing)
	}
	all := h.heard.sorted()
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(grown/sockets, "KB/socket")
	b.ReportMetric(float64((h.worked(b)-worked).Microseconds())/float64(len(all)), "cpu-µs/delivery")
	b.ReportMetric(float64(len(all))/b.Elapsed().Seconds(), "deliveries/s")
	b.ReportMetric(0, "ns/op") // it is the time between two messages
}

// hall is a room service under load.
type hall struct {
	address, url string
	pid          int
	secret       []byte
	ears         []*ear
	heard        latencies
}

func startHall(b *testing.B) *hall {
	b.Helper()
	env := map[string]string{"SDKAPPID": "1400000001", "SECRETKEY": e2e.SecretKey, "MEDIA_URL": "rtmp://127.0.0.1/live"}
	dir := b.TempDir()
	program := filepath.Join(dir, "mlvb")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = filepath.Join("..", "..", "..")
	create := exec.Command(program, "new", "hall", "--appid", "wx0123456789abcdef", "--no-git", "--yes")
	create.Dir = dir
	for _, step := range []*exec.Cmd{build, create} {
		if out, err := step.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	command := exec.Command(program, "serve")
	command.Dir = filepath.Join(dir, "hall")
	command.Env = append(os.Environ(), "PORT=0", "TRUSTED_PROXIES=127.0.0.1")
	for name, value := range env {
		command.Env = append(command.Env, name+"="+value)
	}
	logs, err := command.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	url, rest := e2e.Listening(logs)
	if url == "" {
		b.Fatal(rest())
	}
	sum := sha256.Sum256([]byte(env["SECRETKEY"] + "\n"))
	h := &hall{address: strings.TrimPrefix(url, "http://"), url: url, pid: command.Process.Pid, secret: sum[:]}
	h.heard.changed = make(chan struct{}, 1)
	return h
}

// listen has all ears hear, and say that they are there.
func (h *hall) listen(b *testing.B) {
	for _, ear := range h.ears {
		go ear.listen(&h.heard)
	}
	ticker := time.NewTicker(20 * time.Second)
	done := make(chan struct{})
	b.Cleanup(func() { ticker.Stop(); close(done) })
	go func() {
		for {
			select {
			case <-ticker.C:
				for _, ear := range h.ears {
					_ = ear.send(`{"op":"ping"}`)
				}
			case <-done:
				return
			}
		}
	}()
}

// memory is what the process holds, in KB.
func (h *hall) memory(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.pid))
	if err != nil {
		b.Skip("memory is read from /proc:", err)
	}
	match := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	kb, _ := strconv.ParseFloat(string(match[1]), 64)
	return kb
}

// worked is the time that the process had on processors.
func (h *hall) worked(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", h.pid))
	if err != nil {
		b.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')'):]))
	user, _ := strconv.Atoi(fields[12])
	system, _ := strconv.Atoi(fields[13])
	return time.Duration(user+system) * 10 * time.Millisecond
}

func (h *hall) token(userID string) string {
	payload := fmt.Sprintf(`{"userID":%q,"exp":%d}`, userID, time.Now().Add(time.Hour).Unix())
	text := base64.RawURLEncoding.EncodeToString([]byte(payload))
	return text + "." + base64.RawURLEncoding.EncodeToString(hmacSHA256(hmacSHA256(h.secret, "mlvb room token"), text))
}

// host opens a room and its chat, and keeps the room.
func (h *hall) host(b *testing.B, userID, roomID string) {
	b.Helper()
	token := h.token(userID)
	call := func(name, body string) (reply map[string]any) {
		url := fmt.Sprintf("%s/weapp/live_room/%s?userID=%s&token=%s", h.url, name, userID, token)
		response, err := http.Post(url, "application/json", strings.NewReader(body))
		if err == nil {
			err = json.NewDecoder(response.Body).Decode(&reply)
			response.Body.Close()
		}
		if name != "anchor_heartbeat" && (err != nil || reply["code"] != 0.0) {
			b.Fatalf("%s: %v, %v", name, reply, err)
		}
		return reply // a heartbeat may come after the end
	}
	room := fmt.Sprintf(`{"roomID":%q,"roomInfo":"x","userName":"h","userAvatar":"","pushURL":`, roomID)
	call("create_room", room+`""}`)
	call("add_anchor", room+fmt.Sprintf("%q}", call("get_anchor_url", "{}")["pushURL"]))
	ticker := time.NewTicker(5 * time.Second)
	done := make(chan struct{})
	b.Cleanup(func() { ticker.Stop(); close(done) })
	go func() {
		for {
			select {
			case <-ticker.C:
				call("anchor_heartbeat", fmt.Sprintf(`{"roomID":%q}`, roomID))
			case <-done:
				return
			}
		}
	}()
	h.connect(b, userID).join(b, roomID)
}

// ear is a client that needs little.
type ear struct {
	conn net.Conn
	in   *bufio.Reader
}

func (h *hall) connect(b *testing.B, userID string) *ear {
	b.Helper()
	conn, err := net.Dial("tcp", h.address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	e := &ear{conn: conn, in: bufio.NewReaderSize(conn, 512)}
	sum := sha256.Sum256([]byte(userID)) // an address of its own
	fmt.Fprintf(conn, "GET /weapp/live_room/chat HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nX-Forwarded-For: 198.%d.%d.%d\r\n\r\n",
		h.address, sum[0], sum[1], sum[2])
	response, err := http.ReadResponse(e.in, nil)
	if err != nil || response.StatusCode != http.StatusSwitchingProtocols {
		b.Fatal(response, err)
	}
	e.write(b, fmt.Sprintf(`{"op":"open","n":1,"userID":%q,"token":%q}`, userID, h.token(userID)))
	e.await(b, `"n":1`)
	h.ears = append(h.ears, e)
	return e
}

func (e *ear) join(b *testing.B, roomID string) {
	b.Helper()
	e.write(b, fmt.Sprintf(`{"op":"join","n":2,"room":%q}`, roomID))
	e.await(b, `"n":2`)
}

// say tells a room what time it is.
func (e *ear) say(b *testing.B, roomID string, n int) {
	b.Helper()
	body := fmt.Sprintf("at %d", time.Now().UnixNano())
	e.write(b, fmt.Sprintf(`{"op":"send","room":%q,"kind":"custom","cmd":"time","key":"k%d","body":%q}`, roomID, n, body))
}

func (e *ear) write(b *testing.B, text string) {
	b.Helper()
	if err := e.send(text); err != nil {
		b.Fatal(err)
	}
}

// send sends a text frame; its mask is all zeros.
func (e *ear) send(text string) error {
	frame := []byte{0x81, 0x80 | 126}
	frame = binary.BigEndian.AppendUint16(frame, uint16(len(text)))
	frame = append(frame, 0, 0, 0, 0)
	_, err := e.conn.Write(append(frame, text...))
	return err
}

func (e *ear) read() ([]byte, error) {
	var head [2]byte
	if _, err := io.ReadFull(e.in, head[:]); err != nil {
		return nil, err
	}
	size := uint64(head[1])
	if more := map[byte]int{126: 2, 127: 8}[head[1]]; more > 0 {
		var long [8]byte
		if _, err := io.ReadFull(e.in, long[8-more:]); err != nil {
			return nil, err
		}
		size = binary.BigEndian.Uint64(long[:])
	}
	data := make([]byte, size)
	_, err := io.ReadFull(e.in, data)
	return data, err
}

func (e *ear) await(b *testing.B, answer string) {
	b.Helper()
	for {
		data, err := e.read()
		if err != nil {
			b.Fatal(err)
		}
		if bytes.Contains(data, []byte(`"op":"ok"`)) && bytes.Contains(data, []byte(answer)) {
			return
		}
	}
}

func (e *ear) listen(heard *latencies) {
	for {
		data, err := e.read()
		if err != nil {
			return
		}
		now := time.Now()
		for {
			var found bool
			if _, data, found = bytes.Cut(data, []byte(`"body":"at `)); !found {
				break
			}
			digits, _, _ := bytes.Cut(data, []byte(`"`))
			sent, _ := strconv.ParseInt(string(digits), 10, 64)
			heard.add(now.Sub(time.Unix(0, sent)))
		}
	}
}

// latencies is how long each delivery took.
type latencies struct {
	count   atomic.Int64
	mu      sync.Mutex
	all     []time.Duration
	changed chan struct{}
}

func (l *latencies) add(d time.Duration) {
	l.mu.Lock()
	l.all = append(l.all, d)
	l.mu.Unlock()
	l.count.Add(1)
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// wait returns how many deliveries did not come in a minute.
func (l *latencies) wait(deliveries int) int64 {
	late := time.After(time.Minute)
	for {
		missing := int64(deliveries) - l.count.Load()
		if missing <= 0 {
			return 0
		}
		select {
		case <-l.changed:
		case <-late:
			return missing
		}
	}
}

func (l *latencies) sorted() []time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Sorted(slices.Values(l.all))
}
