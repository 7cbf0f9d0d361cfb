package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sameRooms ends a server in mid-broadcast as nothing can be ended worse, and
// demands that host and viewer go on with the next one as if nothing was.
func sameRooms(t *testing.T, programs []conformanceProgram) {
	for _, program := range programs {
		if !program.rooms {
			continue
		}
		t.Run(program.name, func(t *testing.T) {
			env := map[string]string{"MEDIA_URL": "rtmp://192.168.1.2/live"}
			c := newConversation(t, program, suite{Env: env}, nil)
			c.logIn("host")
			c.logIn("viewer")
			c.ask("host", "create_room", `{"roomInfo":"x"}`, map[string]string{"room": "roomID"})
			c.ask("host", "get_anchor_url", `{}`, map[string]string{"push": "pushURL"})
			c.ask("host", "add_anchor", `{"roomID":"<room>","userName":"","userAvatar":"","pushURL":"<push>"}`, nil)
			c.ask("viewer", "add_audience", `{"roomID":"<room>","userInfo":"{}"}`, map[string]string{"rev": "rev"})
			c.ask("viewer", "ask_seat", `{"roomID":"<room>","userName":"","userAvatar":""}`, map[string]string{"asked": "rev"})

			if err := c.server.command.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = c.server.command.Wait() // it was killed
			<-c.server.logged
			c.server = program.start(t, env)

			c.ask("host", "anchor_heartbeat", `{"roomID":"<room>"}`, map[string]string{"seats": "seats", "after": "rev"})
			seats, _ := c.saved["seats"].([]any)
			if len(seats) != 2 || c.saved["after"] != c.saved["asked"] {
				t.Errorf("seats %v, revision %v after %v", seats, c.saved["after"], c.saved["asked"])
			}
			c.ask("viewer", "audience_heartbeat", `{"roomID":"<room>","rev":<after>}`, map[string]string{"count": "audienceCount"})
			if got := c.expand("<count>"); got != "1" {
				t.Errorf("%s viewers", got)
			}
			c.ask("host", "destroy_room", `{"roomID":"<room>"}`, nil)
			c.server.stop(t)
			if _, err := os.Stat(filepath.Join(program.folder, ".state", "key")); err != nil {
				t.Error(err)
			}
		})
	}
}

// oneAtATime starts a second server in the same folder, which has to say why it
// can't be.
func oneAtATime(t *testing.T, programs []conformanceProgram) {
	for _, program := range programs {
		if !program.rooms {
			continue
		}
		t.Run(program.name, func(t *testing.T) {
			first := program.start(t, nil)
			out, err := program.process(nil).CombinedOutput()
			if err == nil || !strings.Contains(string(out), "STATE_DIR") {
				t.Errorf("%v: %s", err, out)
			}
			first.stop(t)
		})
	}
}

// logIn makes a user of development, with a token for rooms.
func (c *conversation) logIn(name string) {
	c.Helper()
	text := `{"code":"dev"}`
	c.hold("login of "+name, exchange{Do: "POST /api/login", Text: &text, Reply: "<any>", Save: map[string]string{name: "userID", "api": "token"}})
	empty := `{}`
	c.hold("UserSig of "+name, exchange{Do: "POST /api/usersig", Bearer: "<api>", Text: &empty, Reply: "<any>", Save: map[string]string{"sig": "userSig", "app": "sdkAppID"}})
	c.hold("room login of "+name, exchange{
		Do:   "POST /weapp/live_room/login?sdkAppID=<app>&userID=<" + name + ">&userSig=<sig>",
		Text: &empty, Reply: "<any>", Save: map[string]string{name + "Token": "token"},
	})
}

// ask makes a call of the room service, which has to succeed.
func (c *conversation) ask(name, call, body string, save map[string]string) {
	c.Helper()
	body = c.expand(body)
	saved := map[string]string{"code": "code"}
	for as, field := range save {
		saved[as] = field
	}
	c.hold(call, exchange{
		Do:   "POST /weapp/live_room/" + call + "?userID=<" + name + ">&token=<" + name + "Token>",
		Text: &body, Reply: "<any>", Save: saved,
	})
	if code := c.expand("<code>"); code != "0" {
		c.Fatalf("%s by %s: code %s", call, name, code)
	}
}
