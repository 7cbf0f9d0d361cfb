package server

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"mlvb/cmd/e2e"
)

// conformanceProgram is one of the servers, and how to start it.
type conformanceProgram struct {
	name    string
	rooms   bool
	dir     string // to start it in
	folder  string // of its settings
	command []string
}

// conformancePrograms makes and builds a project of each kind.
func conformancePrograms(t *testing.T) []conformanceProgram {
	t.Helper()
	tools := t.TempDir()
	built := filepath.Join(tools, "built")
	for _, server := range []string{"go", "node"} {
		e2e.Run(t, tools, "new", server, "--appid", "wx0123456789abcdef", "--server", server, "--no-git", "--yes")
	}
	mlvb := e2e.Mlvb(t, tools).Path
	goServer, nodeServer := filepath.Join(tools, "go", "server"), filepath.Join(tools, "node", "server")
	runTool(t, goServer, "go", "build", "-o", built, ".")
	programs := []conformanceProgram{
		{name: "go", rooms: true, dir: goServer, folder: goServer, command: []string{built}},
		{name: "mlvb", rooms: true, dir: filepath.Join(tools, "go"), folder: goServer, command: []string{mlvb, "serve"}},
	}
	if hasNode(t) {
		programs = append(programs, conformanceProgram{name: "node", dir: nodeServer, folder: nodeServer, command: []string{"node", "main.js"}})
	}
	return programs
}

// hasNode says so in a skipped test when there is no node, and fails in CI.
func hasNode(t *testing.T) bool {
	t.Helper()
	_, err := exec.LookPath("node")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	if err != nil {
		t.Run("node", func(t *testing.T) { t.Skipf("the Node server is left out: %v", err) })
	}
	return err == nil
}

func runTool(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// process prepares the program with nothing in its environment but env.
func (p conformanceProgram) process(env map[string]string) *exec.Cmd {
	command := exec.Command(p.command[0], p.command[1:]...)
	command.Dir = p.dir
	command.Env = []string{"PORT=0", "PATH=" + os.Getenv("PATH"), "HOME=" + os.TempDir(), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}
	for name, value := range env {
		command.Env = append(command.Env, name+"="+value)
	}
	return command
}

// serverProcess is a running server.
type serverProcess struct {
	url     string
	command *exec.Cmd
	logged  <-chan string // everything, once it has ended
}

// start runs the program until its log says where it listens.
func (p conformanceProgram) start(t *testing.T, env map[string]string) *serverProcess {
	t.Helper()
	command := p.process(env)
	errors, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	lines := bufio.NewReader(errors)
	var start strings.Builder
	address := regexp.MustCompile(`"msg":"listening","url":"(http://[^"]+)"`)
	for {
		line, err := lines.ReadString('\n')
		start.WriteString(line)
		if match := address.FindStringSubmatch(line); match != nil {
			logged := make(chan string, 1)
			go func() {
				rest, _ := io.ReadAll(lines)
				logged <- start.String() + string(rest)
			}()
			return &serverProcess{url: match[1], command: command, logged: logged}
		}
		if err != nil {
			t.Fatalf("%s does not listen: %v\n%s", p.name, err, &start)
		}
	}
}

// stop asks the server to end, which has to succeed, and returns its log.
func (s *serverProcess) stop(t *testing.T) string {
	t.Helper()
	if err := s.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	log := <-s.logged
	if err := s.command.Wait(); err != nil {
		t.Errorf("the server ended with %v:\n%s", err, log)
	}
	return log
}

// fakeCode2Session answers like WeChat: codes such as e40029 with that errcode,
// user-X with the openid X, others as their names say. It returns its URL.
func fakeCode2Session(t *testing.T, secret string) string {
	t.Helper()
	wechat := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if r.URL.Path != "/sns/jscode2session" || query.Get("appid") != "wx0123456789abcdef" ||
			query.Get("secret") != secret || query.Get("grant_type") != "authorization_code" {
			t.Errorf("WeChat was asked for %s", r.URL)
		}
		code := query.Get("js_code")
		if openID, ok := strings.CutPrefix(code, "user-"); ok {
			fmt.Fprintf(w, `{"openid":%q,"session_key":"the-session-key"}`, openID)
			return
		}
		switch code {
		case "html":
			fmt.Fprint(w, "<html>busy</html>")
		case "null":
			fmt.Fprint(w, "null")
		case "no openid":
			fmt.Fprint(w, "{}")
		case "openid is a number":
			fmt.Fprint(w, `{"openid":7}`)
		case "status 500":
			w.WriteHeader(http.StatusInternalServerError)
			fmt.Fprint(w, `{"openid":"x"}`)
		case "redirect":
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		case "hang up":
			panic(http.ErrAbortHandler)
		case "endless":
			fmt.Fprintf(w, `{"openid":"%s"}`, strings.Repeat("x", 1<<20))
		default:
			fmt.Fprintf(w, `{"errcode":%s,"errmsg":"words of WeChat"}`, strings.TrimPrefix(code, "e"))
		}
	}))
	t.Cleanup(wechat.Close)
	return wechat.URL
}
