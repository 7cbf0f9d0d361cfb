//go:build unix

package cmd_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	enter = "\r"
	down  = "\x1b[B"
	ctrlC = "\x03"
)

func TestAskOnATerminal(t *testing.T) {
	p := startOnTerminal(t, "new", "myapp", "--no-git")
	p.expect("Mini-program AppID")
	p.expect(`"wx" and 16 lower-case hex digits`) // the rule shows before anything is typed
	p.send("1400000001" + enter)
	p.expect("looks like an SDKAppID")
	p.expect("微信公众平台 > 开发管理 > 开发设置. An SDKAppID")
	if strings.Contains(p.look(), "--") {
		t.Errorf("a flag is no help at a prompt:\n%s", p.look())
	}
	p.send(strings.Repeat("\x7f", 10) + "wx0123456789abcdef" + enter)
	p.expect("Title in the navigation bar")
	p.expect("myapp") // the default, to be edited
	p.send(strings.Repeat("\x7f", 5) + enter)
	p.expect("Language of screens and docs")
	p.send(enter)
	p.expect("Language of the signing server")
	p.send(down + enter)
	p.expect("Tencent Cloud SDKAppID")
	p.send(enter)
	p.expect("Push domain")
	p.send(enter)
	p.expect("Play domain")
	p.send(enter)
	p.expect("SECRETKEY")
	p.send(strings.Repeat("0123456789abcdef", 4))
	p.send(enter)
	p.expect("Continuous integration")
	p.send(enter)
	p.expect("appid wx0123456789abcdef · title myapp · locale zh-CN · server node · ci none")
	p.exits(0)
	if strings.Contains(p.written(), "0123456789abcdef0123") {
		t.Error("the secret shows on the screen")
	}
	env, err := os.ReadFile(filepath.Join(p.dir, "myapp", "server", ".env"))
	if err != nil || !strings.Contains(string(env), strings.Repeat("0123456789abcdef", 4)) {
		t.Errorf("the secret is not in server/.env: %v", err)
	}
}

func TestAskOnlyWhatIsNeeded(t *testing.T) {
	t.Run("flags", func(t *testing.T) {
		p := startOnTerminal(t, "new", "myapp", "--appid", "touristappid", "--no-git")
		p.expect("appid touristappid · title myapp")
		p.exits(0)
	})
	t.Run("yes", func(t *testing.T) {
		p := startOnTerminal(t, "new", "myapp", "--yes")
		p.expect("there is no answer to appid")
		p.exits(2)
	})
	t.Run("a refused flag first", func(t *testing.T) {
		p := startOnTerminal(t, "new", "myapp", "--server", "go", "--title", "x", "--sdkappid", "1")
		p.expect(`sdkappid "1" is not an SDKAppID`)
		p.exits(2)
	})
	t.Run("an unknown name first", func(t *testing.T) {
		p := startOnTerminal(t, "new", "myapp", "--set", "apid=touristappid")
		p.expect(`there is no question "apid"`)
		p.exits(2)
	})
	t.Run("a folder in the way first", func(t *testing.T) {
		p := startOnTerminal(t, "new", "/")
		p.expect("/ is not empty")
		p.exits(1)
	})
	t.Run("a condition that does not hold", func(t *testing.T) {
		p := startOnTerminal(t, "new", "myapp", "--server", "none")
		p.expect("Mini-program AppID")
		p.send("touristappid" + enter)
		p.expect("server none")
		p.exits(0)
		if strings.Contains(p.written(), "SECRETKEY") {
			t.Error("the key of a server that is not there was asked for")
		}
	})
}

func TestAskForTheFolder(t *testing.T) {
	p := startOnTerminal(t, "new", "--appid", "touristappid", "--no-git", "--locale", "zh")
	p.expect("项目文件夹")
	p.send(enter)
	p.expect("没有写项目文件夹")
	p.send(".." + enter)
	p.expect("不是空文件夹")
	p.send("\x7f\x7f")
	p.send("直播" + enter)
	p.expect("title 直播")
	p.exits(0)
}

func TestKeysAfterTheFolderAreNotLost(t *testing.T) {
	atAppID := func(t *testing.T) *process {
		p := startOnTerminal(t, "new", "--no-git")
		p.expect("Folder of the project")
		p.send("shop" + enter)
		p.expect("Mini-program AppID")
		return p
	}
	t.Run("typed", func(t *testing.T) {
		p := atAppID(t)
		for _, key := range "wx0123456789abcdef" {
			p.send(string(key))
		}
		p.expect("> wx0123456789abcdef")
		p.send(enter)
		p.expect("Title in the navigation bar")
		p.expect("> shop") // the default is made of the folder's name
		p.send("s live")   // goes on behind it
		p.expect("> shops live")
		p.send(ctrlC)
		p.exits(130)
	})
	t.Run("pasted", func(t *testing.T) {
		p := atAppID(t)
		p.send("\x1b[200~wx0123456789abcdef\x1b[201~")
		p.expect("> wx0123456789abcdef")
		p.send(ctrlC)
		p.exits(130)
	})
	t.Run("interrupted", func(t *testing.T) {
		p := atAppID(t)
		p.send(ctrlC)
		p.exits(130)
	})
}

func TestCtrlCAtAQuestionLeavesNothing(t *testing.T) {
	p := startOnTerminal(t, "new", "myapp")
	p.expect("Mini-program AppID")
	p.send("wx0123456789abcdef" + enter)
	p.expect("Title")
	p.send(ctrlC)
	p.expect("mlvb: interrupted")
	p.exits(130)
	if left, err := os.ReadDir(p.dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSpacesAroundWhatIsPastedAreDropped(t *testing.T) {
	p := startOnTerminal(t, "new", "--set", "title=", "--no-git")
	p.expect("Folder of the project")
	p.send(" shop " + enter)
	p.expect("Mini-program AppID")
	p.send("\x1b[200~ wx0123456789abcdef \x1b[201~" + enter)
	p.expect("✓ shop ")
	p.expect("appid wx0123456789abcdef · title shop ")
	p.exits(0)
}

func TestDumbTerminalIsNotAsked(t *testing.T) {
	p := startWith(t, []string{"TERM=dumb"}, "new", "myapp")
	p.expect("there is no answer to appid")
	p.exits(2)
	if strings.Contains(p.written(), "\x1b") {
		t.Errorf("a dumb terminal was sent escape sequences: %q", p.written())
	}
}

func TestNoColor(t *testing.T) {
	p := startWith(t, []string{"NO_COLOR=1"}, "nwe")
	p.expect("did you mean mlvb new?")
	p.exits(2)
	if strings.Contains(p.written(), "\x1b") {
		t.Errorf("NO_COLOR, but %q", p.written())
	}
}
