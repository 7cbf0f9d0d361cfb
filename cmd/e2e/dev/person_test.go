package dev

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
)

// A person is one who has logged in, at the server and at its room service.
type person struct {
	*testing.T
	server            string
	id, token, rooms  string
	userName, pushURL string
}

type object = map[string]any

// call sends a request of the mini-program and returns the reply.
func call(t *testing.T, address, token string, body object) object {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var reply object
	if err := json.Unmarshal(said, &reply); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", address, response.StatusCode, said)
	}
	return reply
}

func login(t *testing.T, server, code string) *person {
	t.Helper()
	p := &person{T: t, server: server}
	reply := call(t, server+"/api/login", "", object{"code": code})
	p.id, _ = reply["userID"].(string)
	p.token, _ = reply["token"].(string)
	p.userName, _ = reply["userName"].(string)
	sig := call(t, server+"/api/usersig", p.token, object{})
	query := url.Values{"sdkAppID": {fmt.Sprint(sig["sdkAppID"])}, "userID": {p.id}, "userSig": {fmt.Sprint(sig["userSig"])}}
	p.rooms, _ = call(t, server+"/weapp/live_room/login?"+query.Encode(), "", object{})["token"].(string)
	if p.rooms == "" {
		t.Fatalf("the room service does not know the UserSig %v", sig["userSig"])
	}
	return p
}

// room makes a call of the room service, which has to succeed.
func (p *person) room(name string, body object) object {
	p.Helper()
	query := url.Values{"userID": {p.id}, "token": {p.rooms}}
	reply := call(p.T, p.server+"/weapp/live_room/"+name+"?"+query.Encode(), "", body)
	if reply["code"] != 0.0 {
		p.Fatalf("%s: %v", name, reply)
	}
	return reply
}

// enter takes a seat in the room, with a stream for it.
func (p *person) enter(room string) {
	p.Helper()
	p.pushURL, _ = p.room("get_anchor_url", object{"roomID": room})["pushURL"].(string)
	p.room("add_anchor", object{"roomID": room, "userName": p.userName, "userAvatar": "", "pushURL": p.pushURL})
}
