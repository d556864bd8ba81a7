//! Where the key of a request comes from, in every way that languages give one.

mod support;

use support::audited::audit;
use support::project::Project;

/// A file, and the keys of the requests in it, as the report names them.
const FILES: &[(&str, &str, &[&str])] = &[
    (
        "object.ts",
        "const key = process.env.LIVEPEER_A;\nfetch('https://livepeer.studio/api/stream', { headers: { authorization: `Bearer ${key}` } });",
        &["env LIVEPEER_A"],
    ),
    (
        "headers.ts",
        "const headers = new Headers();\nheaders.set('Authorization', 'Bearer ' + process.env.LIVEPEER_B);\nfetch('https://livepeer.studio/api/stream', { headers });",
        &["env LIVEPEER_B"],
    ),
    (
        "defaults.js",
        "import axios from 'axios';\naxios.defaults.headers.common['Authorization'] = `Bearer ${process.env.LIVEPEER_C}`;\nexport const list = () => axios.get('https://livepeer.studio/api/stream');",
        &["env LIVEPEER_C"],
    ),
    (
        "create.js",
        "import axios from 'axios';\nconst client = axios.create({ baseURL: 'https://livepeer.studio/api', headers: { Authorization: `Bearer ${process.env.LIVEPEER_D}` } });\nexport const list = () => client.get('/stream');",
        &["env LIVEPEER_D"],
    ),
    ("none.ts", "fetch('https://livepeer.studio/api/playback/x', { method: 'GET' });", &["none"]),
    (
        "written.ts",
        "fetch('https://livepeer.studio/api/stream', { headers: { Authorization: 'Bearer abc' } });",
        &["literal"],
    ),
    (
        "given.ts",
        "export const ask = (init: RequestInit) => fetch('https://livepeer.studio/api/stream', init);",
        &["unknown"],
    ),
    (
        "either.ts",
        "const key = process.env.LIVEPEER_E ?? process.env.LIVEPEER_F;\nfetch('https://livepeer.studio/api/stream', { headers: { Authorization: `Bearer ${key}` } });",
        &["env LIVEPEER_E or LIVEPEER_F"],
    ),
    (
        "session.py",
        "import os\nimport requests\n\nsession = requests.Session()\nsession.headers.update({'Authorization': f\"Bearer {os.environ['LIVEPEER_G']}\"})\n\ndef streams():\n    return session.get('https://livepeer.studio/api/stream')\n",
        &["env LIVEPEER_G"],
    ),
    (
        "client.py",
        "import os\nimport httpx\n\nclient = httpx.Client(base_url='https://livepeer.studio/api', headers={'Authorization': 'Bearer ' + os.getenv('LIVEPEER_H')})\n\ndef streams():\n    return client.get('/stream')\n",
        &["env LIVEPEER_H"],
    ),
    (
        "main.go",
        "package main\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\nfunc list() {\n\treq, _ := http.NewRequest(\"GET\", \"https://livepeer.studio/api/stream\", nil)\n\treq.Header.Set(\"Authorization\", \"Bearer \"+os.Getenv(\"LIVEPEER_I\"))\n\thttp.DefaultClient.Do(req)\n}\n",
        &["env LIVEPEER_I"],
    ),
    (
        "list.sh",
        "curl -H \"Authorization: Bearer $LIVEPEER_J\" https://livepeer.studio/api/stream\n",
        &["env LIVEPEER_J"],
    ),
    (
        "curl.php",
        "<?php\nfunction streams() {\n    $ch = curl_init('https://livepeer.studio/api/stream');\n    curl_setopt($ch, CURLOPT_HTTPHEADER, ['Accept: application/json', 'Authorization: Bearer ' . getenv('LIVEPEER_K')]);\n    return curl_exec($ch);\n}\n",
        &["env LIVEPEER_K"],
    ),
    (
        "Streams.cs",
        "using System.Net.Http;\nusing System.Net.Http.Headers;\n\npublic class Streams {\n    private readonly HttpClient _client = new HttpClient();\n    public Streams() {\n        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", Environment.GetEnvironmentVariable(\"LIVEPEER_L\"));\n    }\n    public Task<HttpResponseMessage> List() {\n        return _client.GetAsync(\"https://livepeer.studio/api/stream\");\n    }\n}\n",
        &["env LIVEPEER_L"],
    ),
    (
        "main.rs",
        "async fn list(client: &reqwest::Client) {\n    let key = std::env::var(\"LIVEPEER_M\").unwrap();\n    client.get(\"https://livepeer.studio/api/stream\").bearer_auth(key).send().await;\n}\n",
        &["env LIVEPEER_M"],
    ),
];

#[test]
fn keys_are_followed_in_every_way_they_are_given() {
    let mut wrong = Vec::new();
    for (path, text, keys) in FILES {
        let project = Project::new("sample");
        project.write(path, text);
        let json = audit(&project).json;
        let requests = json["requests"].as_array().expect("a list");
        let found: Vec<&str> = requests.iter().map(|request| request["key"].as_str().expect("a text")).collect();
        if found != *keys {
            wrong.push(format!("{path}: {found:?}, not {keys:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
