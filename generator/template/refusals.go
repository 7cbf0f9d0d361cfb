package template

import (
	"fmt"
	"strings"

	"mlvb/generator/syntax"
)

// What the engine itself has against answers, in the words of AnswerError.Say.

func mustNotBeEmpty() syntax.Text {
	return syntax.Text{"en": "must not be empty", "zh-CN": "不能为空"}
}

func notText() syntax.Text {
	return syntax.Text{"en": "is not text: put it in quotes", "zh-CN": "不是文本：请加引号"}
}

func notYesOrNo() syntax.Text {
	return syntax.Text{"en": "is neither true nor false", "zh-CN": "不是 true 或 false"}
}

func notUnicode() syntax.Text {
	return syntax.Text{"en": "is not UTF-8 text", "zh-CN": "不是 UTF-8 文本"}
}

func hasControlCharacter() syntax.Text {
	return syntax.Text{"en": "has a control character", "zh-CN": "含有控制字符"}
}

func notAChoice(choices []string) syntax.Text {
	return syntax.Text{
		"en":    "is not one of " + strings.Join(choices, ", "),
		"zh-CN": "不在可选范围内：" + strings.Join(choices, "、"),
	}
}

func nearestChoice(text string, choices []string) syntax.Text {
	near := syntax.Nearest(strings.TrimSpace(text), choices)
	if near == "" {
		return nil
	}
	return syntax.Text{"en": fmt.Sprintf("did you mean %q?", near), "zh-CN": fmt.Sprintf("是不是想写 %q？", near)}
}

func notAsked() syntax.Text {
	return syntax.Text{
		"en":    "is ignored: the question does not apply to the other answers",
		"zh-CN": "未采用：按其他配置项，此项不适用",
	}
}

// What it has against a file of answers, in the words of SyntaxError.Say.
