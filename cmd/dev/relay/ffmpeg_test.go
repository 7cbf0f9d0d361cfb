package relay

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// ffmpeg returns a command. Where it is not installed the test is skipped, but
// fails in CI, where every test has to run.
func ffmpeg(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("ffmpeg is not installed: apt-get install ffmpeg")
		}
		t.Skip("ffmpeg is not installed")
	}
	cmd := exec.CommandContext(within(t), "ffmpeg", append([]string{"-nostdin", "-loglevel", "error"}, args...)...)
	cmd.Stderr = &bytes.Buffer{}
	return cmd
}

func mustRun(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, cmd.Stderr)
	}
}

// clip makes two seconds of H.264 and AAC, with one key frame each second.
func clip(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "clip.flv")
	mustRun(t, ffmpeg(t, "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25", "-f", "lavfi", "-i", "sine", "-t", "2",
		"-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", name))
	return name
}

func clipTags(t *testing.T, name string) []tag {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return flvTags(t, bytes.NewReader(b))
}

func isScript(t tag) bool { return t.kind() == typeScript }

// waitForViewers returns when a stream has that many.
func (f *fixture) waitForViewers(tb testing.TB, key string, n int) {
	tb.Helper()
	ctx := within(tb)
	for ctx.Err() == nil {
		if s := f.hub.find(key); s != nil && s.countViewers() >= n {
			return
		}
		runtime.Gosched()
	}
	tb.Fatalf("%s has no %d viewers", key, n)
}

func (s *stream) countViewers() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.viewers)
}

// Every tag that ffmpeg's muxer writes into a file comes out as it would be
// there.
func TestFFmpegPublishes(t *testing.T) {
	name := clip(t)
	began, ready := make(chan struct{}), make(chan struct{})
	o := openOptions()
	o.Began = func(Stream) { close(began); <-ready }
	f := start(t, o)
	push := ffmpeg(t, "-i", name, "-c", "copy", "-f", "flv", "rtmp://"+f.rtmp+"/live/a?sign=x")
	if err := push.Start(); err != nil {
		t.Fatal(err)
	}
	<-began
	v, web, socket := f.mustPlay(t, "a"), f.get(t, "/live/a.flv"), f.socket(t, "/live/a.flv")
	close(ready)
	want := slices.DeleteFunc(clipTags(t, name), isScript)
	for viewer, got := range map[string][]tag{
		"RTMP": v.tags(), "HTTP": flvTags(t, web.Body), "WebSocket": flvTags(t, socketReader(t, socket)),
	} {
		t.Run(viewer, func(t *testing.T) {
			if len(got) == 0 || !got[0].isMetadata() {
				t.Fatal("a stream begins with its metadata")
			}
			wantTags(t, slices.DeleteFunc(got, isScript), want...)
		})
	}
	if err := push.Wait(); err != nil {
		t.Errorf("%v\n%s", err, push.Stderr)
	}
}

// frameHashes is what ffmpeg makes of a stream: times, sizes and hashes of its
// packets.
func frameHashes(t *testing.T, address string) *exec.Cmd {
	t.Helper()
	cmd := ffmpeg(t, "-i", address, "-c", "copy", "-f", "framehash", "-")
	cmd.Stdout = &bytes.Buffer{}
	return cmd
}

func TestFFmpegPlays(t *testing.T) {
	name := clip(t)
	file := frameHashes(t, name)
	mustRun(t, file)
	f := start(t, openOptions())
	for viewer, address := range map[string]string{
		"RTMP": "rtmp://" + f.rtmp + "/live/a?sign=x", "RTMP with the query in the app": "rtmp://" + f.rtmp + "/live?sign=x/a", "HTTP": "http://" + f.web + "/live/a.flv",
	} {
		t.Run(viewer, func(t *testing.T) {
			p := f.mustPublish(t, "live", "a")
			got := frameHashes(t, address)
			if err := got.Start(); err != nil {
				t.Fatal(err)
			}
			f.waitForViewers(t, "live/a", 1)
			p.send(clipTags(t, name)...)
			p.call("FCUnpublish", 6, nil, "a")
			p.expectEnd()
			if err := got.Wait(); err != nil {
				t.Fatalf("%v\n%s", err, got.Stderr)
			}
			if lines(got.Stdout) != lines(file.Stdout) || !strings.Contains(lines(file.Stdout), "\n0,") {
				t.Errorf("%s\nwant\n%s", got.Stdout, file.Stdout)
			}
		})
	}
}

// lines leaves out what a stream knows less of than a file.
func lines(out any) string {
	var packets []string
	for line := range strings.Lines(out.(*bytes.Buffer).String()) {
		if !strings.HasPrefix(line, "#") || strings.HasPrefix(line, "#codec_id") || strings.HasPrefix(line, "#extradata") {
			packets = append(packets, line)
		}
	}
	return strings.Join(packets, "")
}

func TestFFmpegIsRefused(t *testing.T) {
	var heard notes
	o := heard.options()
	o.MayPublish = func(Stream) error { return errors.New("the signature has expired") }
	f := start(t, o)
	push := ffmpeg(t, "-i", clip(t), "-c", "copy", "-f", "flv", "rtmp://"+f.rtmp+"/live/a?sign=old")
	if err := push.Run(); err == nil || !strings.Contains(push.Stderr.(*bytes.Buffer).String(), "the signature has expired") {
		t.Errorf("%v\n%s", err, push.Stderr)
	}
	if heard.String() != "" {
		t.Error(heard.String())
	}
}

// endless publishes until it is stopped.
func (f *fixture) endless(t *testing.T) *exec.Cmd {
	t.Helper()
	push := ffmpeg(t, "-re", "-stream_loop", "-1", "-i", clip(t), "-c", "copy", "-f", "flv", "rtmp://"+f.rtmp+"/live/a")
	if err := push.Start(); err != nil {
		t.Fatal(err)
	}
	<-f.began
	return push
}

func TestFFmpegKilledEndsViewers(t *testing.T) {
	f := start(t, openOptions())
	push := f.endless(t)
	v := f.mustPlay(t, "a")
	v.next()
	_ = push.Process.Kill()
	_ = push.Wait()
	v.tags()
}

func TestFFmpegIsCut(t *testing.T) {
	f := start(t, openOptions())
	push := f.endless(t)
	f.mustPlay(t, "a").next()
	f.request(t, "DELETE", "/live/a.flv")
	if err := push.Wait(); err == nil {
		t.Error("it goes on to its end")
	}
}
