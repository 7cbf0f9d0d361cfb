// What screenshots show, by language: people, rooms and what they say.
import { lang } from './view.mjs';

const samples = {
  en: {
    server: 'http://192.168.1.5:8080',
    me: 'Mia',
    rooms: [
      ['Acoustic evening', 'Lena', 1284],
      ['Baking sourdough 🍞', 'Tom', 356],
      ['City walk by night', 'Ines', 98],
      ['Unboxing and questions', 'Kai', 47],
      ['Morning yoga', 'Ruth', 12],
      ['Chess, blitz games', 'Omar', 5],
    ],
    guest: 'Jonas',
    viewers: ['Ada', 'Ben', 'Cleo', 'Dario'],
    chat: [['Ada', 'Hello from the harbour ⛵'], ['Ben', 'That song again, please!'], ['Cleo', 'Which guitar is that?'], ['Dario', 'The sound is wonderful tonight 👏']],
  },
  'zh-CN': {
    server: 'http://192.168.1.5:8080',
    me: '小美',
    rooms: [
      ['晚风吉他', '林夏', 1284],
      ['手作面包 🍞', '阿拓', 356],
      ['城市夜跑', '一楠', 98],
      ['开箱和问答', '凯凯', 47],
      ['清晨瑜伽', '若水', 12],
      ['快棋对弈', '老欧', 5],
    ],
    guest: '乔安',
    viewers: ['阿达', '小本', '可可', '大乐'],
    chat: [['阿达', '从海边来的问候 ⛵'], ['小本', '刚才那首再来一遍！'], ['可可', '这是什么琴？'], ['大乐', '今晚的声音太好听了 👏']],
  },
};

export const sample = samples[lang];
