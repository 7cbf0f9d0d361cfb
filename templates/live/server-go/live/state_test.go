package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// keepingHarness is a development server with a folder of its own.
func keepingHarness(t *testing.T) *harness {
	t.Helper()
	cfg := developmentConfig()
	cfg.StateDir = filepath.Join(t.TempDir(), ".state")
	return newHarness(t, cfg)
}

// killed ends the server without a word to it, and starts the next one later.
func (h *harness) killed(later time.Duration) *harness {
	h.Helper()
	h.state.lock.Close() // which the end of a process does
	h.state.lock = nil
	return newHarnessAt(h.T, h.cfg, h.clock.Add(later))
}

func (h *harness) file(name string) string { return filepath.Join(h.cfg.StateDir, name) }

// What was answered with code 0 is there when the server comes back, and who was
// logged in still is.
func TestKilled(t *testing.T) {
	h := keepingHarness(t)
	token := h.token()
	_, sig := h.post("/api/usersig", token, "{}")
	h.liveRoom("alice@1", "r")
	h.liveRoom("zoe", "z")
	h.roomOK("yan", "create_room", `{"roomInfo":"x","roomID":"y"}`)
	h.seatGuest("alice@1", "bob")
	h.roomOK("carol", "ask_seat", `{"roomID":"r","userName":"C","userAvatar":""}`)
	for _, user := range []string{"v1", "v2", "v3"} {
		h.roomOK(user, "add_audience", `{"roomID":"r","userInfo":"<&>"}`)
	}
	h.roomOK("v2", "delete_audience", `{"roomID":"r"}`)
	h.seatGuest("alice@1", "dave")
	h.roomOK("alice@1", "delete_anchor", `{"roomID":"r","userID":"dave"}`)
	h.roomOK("bob", "set_custom_field", `{"roomID":"r","fieldName":"topic","operation":"set","value":"露营 <&>"}`)
	h.roomOK("alice@1", "anchor_heartbeat", `{"roomID":"r","roomStatusCode":5}`)
	look := func(h *harness, user, room string) string {
		reply := h.roomOK(user, "get_anchors", fmt.Sprintf(`{"roomID":%q}`, room))
		delete(reply, "timestamp")
		text, _ := json.Marshal(reply)
		return string(text)
	}
	before := look(h, "bob", "r")

	again := h.killed(0)
	if after := look(again, "bob", "r"); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
	if rooms := again.list(0, 20); len(rooms) != 2 || rooms[0].(map[string]any)["roomID"] != "z" {
		t.Errorf("%v", rooms)
	}
	again.wantSeats("alice@1", "alice on, bob on, carol asked")
	if listed := fmt.Sprint(again.roomOK("alice@1", "get_audiences", `{"roomID":"r"}`)["audiences"]); strings.Count(listed, "userInfo:<&>") != 2 || strings.Contains(listed, "v2") {
		t.Error(listed)
	}
	again.roomRefused(codeBarred, "dave", "ask_seat", `{"roomID":"r","userName":"","userAvatar":""}`)
	again.roomOK("yan", "add_anchor", again.own("yan", "y"))
	again.roomRefused(codeCreateFailed, "eve", "create_room", `{"roomInfo":"x","roomID":"z"}`)
	again.roomOK("alice@1", "anchor_heartbeat", `{"roomID":"r"}`)
	if status, reply := again.post("/api/stream-url", token, "{}"); status != 200 {
		t.Errorf("the token: %v", reply)
	}
	if err := again.signer.verify(fmt.Sprint(sig["userSig"]), "alice", again.clock); err != nil {
		t.Errorf("the UserSig: %v", err)
	}
	again.roomOK("alice@1", "destroy_room", `{"roomID":"r"}`)
	once := again.killed(0)
	once.roomRefused(codeNoAnchors, "bob", "get_anchors", `{"roomID":"r"}`)
	once.roomRefused(codeCreateFailed, "eve", "create_room", `{"roomInfo":"x","roomID":"r"}`)
}

// The time without a server is nobody's fault; what would have ended meanwhile
// has. A clock that went back meanwhile, or goes back now, is no time at all.
func TestPauses(t *testing.T) {
	for name, test := range map[string]struct {
		pause   time.Duration
		seats   string
		viewers any
	}{
		"10 s":        {10 * time.Second, "alice on, bob on, carol asked", 1.0},
		"a minute":    {time.Minute, "alice on, bob on", 1.0},
		"2 minutes":   {2 * time.Minute, "alice on", 0.0},
		"4 minutes":   {4 * time.Minute, "", nil},
		"a day":       {24 * time.Hour, "", nil},
		"an hour ago": {-time.Hour, "alice on, bob on, carol asked", 1.0},
	} {
		h := keepingHarness(t)
		h.liveRoom("alice", "r")
		h.seatGuest("alice", "bob")
		h.roomOK("carol", "ask_seat", `{"roomID":"r","userName":"C","userAvatar":""}`)
		h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
		h.rooms.registry.sweep(h.steady())
		again := h.killed(test.pause)
		if test.seats == "" {
			again.roomRefused(codeNoAnchors, "v", "get_anchors", `{"roomID":"r"}`)
			continue
		}
		if count := again.roomOK("w", "get_anchors", `{"roomID":"r"}`)["audienceCount"]; count != test.viewers {
			t.Errorf("%s: %v viewers", name, count)
		}
		again.wantSeats("alice", test.seats)
		again.wait(anchorTimeout)
		again.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
		again.wait(askTime)
		if seats := again.seats("alice"); strings.Contains(seats, "carol") {
			t.Errorf("%s: carol waits for ever: %s", name, seats)
		}
	}
}

// A clock that goes back while the server runs changes nothing.
func TestClockBack(t *testing.T) {
	h := newHarness(t, developmentConfig())
	h.liveRoom("alice", "r")
	h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.roomOK("bob", "ask_seat", wishInR)
	for range 100 {
		h.roomOK("alice", "logout", `{}`)
		h.wait(100 * time.Millisecond)
	}
	h.clock = h.clock.Add(-time.Hour)
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	h.wantSeats("alice", "alice on, bob asked")
	h.wait(21 * time.Second) // the last 100 ms before the hour went unseen
	h.wantSeats("alice", "alice away")
	h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	h.wait(75 * time.Second)
	if count := h.roomOK("w", "get_anchors", `{"roomID":"r"}`)["audienceCount"]; count != 0.0 {
		t.Errorf("%v viewers", count)
	}
}

// Ten thousand joins by one user are one viewer, and little on disk.
func TestManyJoins(t *testing.T) {
	h := keepingHarness(t)
	h.liveRoom("alice", "r")
	for i := range 10_000 {
		info := fmt.Sprintf("%0512d", i)
		if err := h.rooms.registry.watch("r", listener{UserID: "v", Info: info}, h.clock); err != nil {
			t.Fatal(err)
		}
	}
	if count := h.roomOK("v", "get_anchors", `{"roomID":"r"}`)["audienceCount"]; count != 1.0 {
		t.Errorf("%v viewers", count)
	}
	if info, err := os.Stat(h.file("rooms.journal")); err != nil || info.Size() > 2*compactAt {
		t.Errorf("%d bytes, %v", info.Size(), err)
	}
	if again := h.killed(0).roomOK("w", "get_audiences", `{"roomID":"r"}`); !strings.Contains(fmt.Sprint(again), "9999]]") {
		t.Errorf("%v", again)
	}
}

// A line that was cut, or changed, costs what it said and nothing else.
func TestDamagedJournal(t *testing.T) {
	h := keepingHarness(t)
	h.liveRoom("alice", "r")
	h.liveRoom("bob", "s")
	h.roomOK("v", "add_audience", `{"roomID":"r","userInfo":"in the last line"}`)
	text, err := os.ReadFile(h.file("rooms.journal"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for name, damaged := range map[string][]byte{
		"cut":           text[:len(text)-5],
		"no last break": text[:len(text)-1],
		"changed":       bytes.Replace(text, []byte("in the last"), []byte("in THE last"), 1),
		"rubbish":       append(bytes.Join(lines[:len(lines)-2], nil), bytes.Repeat([]byte{0}, 3*maxLine)...),
		"in the middle": bytes.Join(append([][]byte{[]byte("?\n")}, lines[:len(lines)-2]...), nil),
	} {
		h.state.lock.Close()
		if err := os.WriteFile(h.file("rooms.journal"), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		h = newHarnessAt(t, h.cfg, h.clock)
		if rooms := h.list(0, 20); len(rooms) != 2 || rooms[1].(map[string]any)["audienceCount"] != 0.0 {
			t.Errorf("%s: %v", name, rooms)
		}
		if !strings.Contains(h.logs.String(), `"level":"WARN","msg":"lines of the journal were damaged`) {
			t.Errorf("%s: no word of it: %s", name, &h.logs)
		}
		if kept, err := os.ReadFile(h.file("rooms.journal.damaged")); err != nil || !bytes.Equal(kept, damaged) {
			t.Errorf("%s: the file as it was is lost: %v", name, err)
		}
		h.roomOK("w", "add_audience", `{"roomID":"r","userInfo":"after it"}`)
		h = h.killed(0)
		if listed := fmt.Sprint(h.roomOK("w", "get_audiences", `{"roomID":"r"}`)["audiences"]); !strings.Contains(listed, "after it") || strings.Contains(h.logs.String(), "damaged") {
			t.Errorf("%s: %s", name, listed)
		}
		h.roomOK("w", "delete_audience", `{"roomID":"r"}`)
	}
}

// What can't be kept is not done, and the client hears of it.
func TestFullDisk(t *testing.T) {
	h := keepingHarness(t)
	h.liveRoom("alice", "r")
	before := h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)["rev"]
	whole := h.state.journal.file
	broken, err := os.Open(h.file("rooms.journal")) // only to read
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	h.state.journal.file = broken
	h.roomRefused(codeStorage, "bob", "ask_seat", wishInR)
	h.roomRefused(codeStorage, "bob", "create_room", `{"roomInfo":"x"}`)
	h.roomRefused(codeStorage, "v", "add_audience", `{"roomID":"r","userInfo":"{}"}`)
	h.roomRefused(codeStorage, "alice", "destroy_room", `{"roomID":"r"}`)
	if !strings.Contains(h.logs.String(), "could not be kept") {
		t.Errorf("%s", &h.logs)
	}
	h.state.journal.file = whole
	after := h.roomOK("alice", "anchor_heartbeat", `{"roomID":"r"}`)
	if after["rev"] != before || after["audienceCount"] != 0.0 {
		t.Errorf("%v", after)
	}
	h.wantSeats("alice", "alice on")
}

func TestOneServerPerState(t *testing.T) {
	h := keepingHarness(t)
	_, err := newServer(h.cfg, slog.Default(), time.Now, new(counting))
	var refused *StateError
	if !errors.As(err, &refused) || !refused.Taken() || !strings.Contains(err.Error(), "STATE_DIR") {
		t.Errorf("%v", err)
	}
	h.close()
	again, err := newServer(h.cfg, slog.Default(), time.Now, new(counting))
	if err != nil {
		t.Fatal(err)
	}
	again.close()
}

func TestStateIsPrivate(t *testing.T) {
	h := keepingHarness(t)
	h.liveRoom("alice", "r")
	ignored, err := os.ReadFile(h.file(".gitignore"))
	if err != nil || string(ignored) != "*\n" {
		t.Errorf("git takes it: %q, %v", ignored, err)
	}
	if runtime.GOOS == "windows" {
		return // modes say nothing there
	}
	for name, want := range map[string]os.FileMode{".": 0o700, "key": 0o600, "rooms.journal": 0o600, "lock": 0o600} {
		if info, err := os.Stat(h.file(name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if err := os.Chmod(h.file("key"), 0o644); err != nil {
		t.Fatal(err)
	}
	again := h.killed(0)
	if info, _ := os.Stat(again.file("key")); info.Mode().Perm() != 0o600 {
		t.Errorf("others still read the key: %v", info.Mode())
	}
}

// Production has its secrets elsewhere; a key that is none is made anew.
func TestDevelopmentKey(t *testing.T) {
	cfg := productionConfig()
	cfg.StateDir = t.TempDir()
	newHarness(t, cfg)
	if _, err := os.Stat(filepath.Join(cfg.StateDir, "key")); err == nil {
		t.Error("production has a key of development")
	}
	cfg = developmentConfig()
	cfg.StateDir = t.TempDir()
	if err := os.WriteFile(filepath.Join(cfg.StateDir, "key"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h := newHarness(t, cfg)
	if key, err := readKey(h.file("key")); err != nil || key == "" || h.signer.key != key {
		t.Errorf("%s, %v", key, err)
	}
	cfg.StateDir = h.file("key") // no folder
	if _, err := newServer(cfg, slog.Default(), time.Now, new(counting)); err == nil || !strings.Contains(err.Error(), "STATE_DIR") {
		t.Errorf("%v", err)
	}
}

// What is written over and over does not fill the disk, and what counts stays.
func TestJournalCompacts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	log := slog.Default()
	j, _, err := openJournal(path, log)
	if err != nil {
		t.Fatal(err)
	}
	value := json.RawMessage(`"` + strings.Repeat("x", 1000) + `"`)
	for i := range 5_000 {
		key := fmt.Sprint(i % 100)
		if err := j.write(entry{"b", key, value}, entry{"gone", key, value}, entry{Bucket: "gone"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.write(entry{"b", "7", json.RawMessage(`7`)}, entry{Bucket: "b", Key: "8"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 2*compactAt || info.Size() != j.size {
		t.Errorf("%d bytes, %d by its own count, %v", info.Size(), j.size, err)
	}
	j.close()
	again, held, err := openJournal(path, log)
	if err != nil {
		t.Fatal(err)
	}
	defer again.close()
	if len(held["b"]) != 99 || len(held["gone"]) != 0 || string(held["b"]["7"]) != "7" || again.size != j.size || again.useful != j.useful {
		t.Errorf("%d, %d held; %d of %d bytes useful, before %d of %d", len(held["b"]), len(held["gone"]), again.useful, again.size, j.useful, j.size)
	}
}

// Whatever stands in a journal: it opens, and then keeps what it is told.
func FuzzJournal(f *testing.F) {
	f.Add([]byte("00000000 {}\n"))
	f.Add(formatLine(entry{"rooms", "r", json.RawMessage(`{}`)}))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "j")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		j, _, err := openJournal(path, slog.New(slog.NewTextHandler(&bytes.Buffer{}, nil)))
		if err != nil {
			t.Fatal(err)
		}
		if err := j.write(entry{"b", "k", json.RawMessage(`1`)}); err != nil {
			t.Fatal(err)
		}
		j.close()
		again, held, err := openJournal(path, slog.Default())
		if err != nil || string(held["b"]["k"]) != "1" {
			t.Fatalf("%v, %v", held, err)
		}
		again.close()
	})
}
