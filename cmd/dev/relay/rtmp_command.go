package relay

import (
	"errors"
	"fmt"

	"github.com/bluenviron/gortmplib/pkg/amf0"
)

// A command is a remote call of RTMP.
type command struct {
	name string
	id   float64   // of the call, for its reply
	args amf0.Data // the command object first
}

// parseCommand reads a command of limited length, which limits how deep its
// values nest.
func parseCommand(body []byte, limit int) (command, error) {
	if len(body) > limit {
		return command{}, fmt.Errorf("a command of %d bytes, the most is %d", len(body), limit)
	}
	values, err := amf0.Unmarshal(body)
	if err != nil {
		return command{}, fmt.Errorf("a command: %w", err)
	}
	if len(values) < 2 {
		return command{}, errors.New("a command without a name or a number")
	}
	name, isText := values[0].(string)
	id, isNumber := values[1].(float64)
	if !isText || !isNumber {
		return command{}, errors.New("a command without a name or a number")
	}
	return command{name: name, id: id, args: values[2:]}, nil
}

// text returns an argument, "" where there is no such text.
func (c command) text(i int) string {
	if i >= len(c.args) {
		return ""
	}
	s, _ := c.args[i].(string)
	return s
}

// app returns what connect names.
func (c command) app() string {
	if len(c.args) == 0 {
		return ""
	}
	o, _ := c.args[0].(amf0.Object)
	app, _ := o.GetString("app")
	return app
}

// connected is the reply to connect.
func connected(id float64) amf0.Data {
	return amf0.Data{
		"_result", id,
		amf0.Object{{Key: "fmsVer", Value: "FMS/3,0,1,123"}, {Key: "capabilities", Value: float64(31)}},
		amf0.Object{
			{Key: "level", Value: "status"},
			{Key: "code", Value: "NetConnection.Connect.Success"},
			{Key: "description", Value: "Connection succeeded."},
			{Key: "objectEncoding", Value: float64(0)},
		},
	}
}

// result is the reply to another command.
func result(id float64, value any) amf0.Data { return amf0.Data{"_result", id, nil, value} }

// status tells what became of a stream. Its level is "status" or "error".
func status(level, code, text string) amf0.Data {
	return amf0.Data{"onStatus", float64(0), nil, amf0.Object{
		{Key: "level", Value: level}, {Key: "code", Value: code}, {Key: "description", Value: text},
	}}
}
