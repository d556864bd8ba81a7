//! What the tables of PHP and C# make of real shapes of code.

use super::{bindings, calls, imports, module};

const PHP: &str = r#"<html><?php
namespace App\Services;
use GuzzleHttp\Client;
use GuzzleHttp\{Client as D, HandlerStack};
require_once __DIR__ . '/config.php';
define('BASE', "https://x.example");
const X = 'y', Z = 1;
class Foo extends Bar {
  const K = 'k';
  private $url = 'a';
  public function __construct(private string $key = 'def') {
    $this->client = new Client(['base_uri' => self::K, 'timeout' => 30.0, $key => 1]);
  }
  public function go(string $p, ...$rest): array {
    return $this->client->post("/x/{$p}/$this->url", ['json' => ['m' => $p, ...$more]]);
  }
}
$x = getenv('X') ?: 'd';
$y = $_ENV['Y'] ?? 'e';
$z = Http::withToken($k)->timeout(300)->post($url . '/y', []);
$h = <<<EOT
hello {$x}
EOT;
$n = <<<'EOT'
raw $x
EOT;
$a = array('k' => 'v');
$l = [1, 2];
$q = \App\Foo::make(...$l);
$body['record'] = TRUE;
$v .= 'ignored';
?>
<p><?= f($x) ?></p>
"#;

#[test]
fn php() {
    let module = module("a.php", PHP);
    assert_eq!(
        imports(&module),
        [
            "Client = Client of GuzzleHttp\\Client",
            "D = Client of GuzzleHttp\\Client",
            "HandlerStack = HandlerStack of GuzzleHttp\\HandlerStack",
            " = ** of /config.php",
        ]
    );
    assert_eq!(
        bindings(&module),
        [
            "BASE = 'https://x.example'",
            "X = 'y'",
            "Z = 1",
            "K = 'k'",
            "url = 'a'",
            "key = 'def'",
            "client = Client({base_uri: self.K, timeout: 30.0, ?: 1})",
            "x = (getenv('X') ?? 'd')",
            "y = (_ENV.Y ?? 'e')",
            "z = Http.withToken(k).timeout(300).post((url + '/y'), {})",
            "h = 'hello {x}'",
            "n = 'raw $x'",
            "a = {k: 'v'}",
            "l = [1, 2]",
            "q = App.Foo.make(*=l)",
            "record = true",
        ]
    );
    let calls = calls(&module);
    assert!(calls.contains(&"this.client.post('/x/{p}/{this.url}', {json: {m: p, ...more}})".to_owned()), "{calls:?}");
    assert!(calls.contains(&"f(x)".to_owned()), "{calls:?}");
    let go = module.functions.iter().find(|function| function.name == "go").expect("it is there");
    assert_eq!(go.params, ["p", "rest"]);
}

const CSHARP: &str = r#"
using System.Net.Http;
using Rest = RestSharp.RestClient;
namespace App.Services;
public class Foo : Bar {
  private const string Base = "https://x.example";
  private readonly HttpClient _client = new() { BaseAddress = new Uri(Base), Timeout = TimeSpan.FromSeconds(300) };
  public string Full => $"{Base}/y";
  public Foo(string key = "k") { this._key = key; other = key; _client.Timeout = wait; string own; }
  public async Task<string> Go(string p) {
    var url = Environment.GetEnvironmentVariable("X") ?? "d";
    url ??= "z";
    var c = configuration["Livepeer:Url"];
    var s = @"a\b ""q"""; var raw = """a "b" c""";
    var d = new Dictionary<string, object> { ["model_id"] = "m", { "k", "v" } };
    var l = new List<string> { "a" }; int[] m = [1, 2];
    var r = await _client?.PostAsync($"{url}/x", new StringContent(JsonSerializer.Serialize(new { model_id = "m", p, foo.Bar })));
    url += "ignored";
    return r!.Read<int>(count: 3);
  }
}
enum E { A, B = 2 }
"#;

#[test]
fn csharp() {
    let module = module("a.cs", CSHARP);
    assert_eq!(imports(&module), [" = ** of System.Net.Http", "Rest = RestClient of RestSharp.RestClient"]);
    assert_eq!(
        bindings(&module),
        [
            "Base = 'https://x.example'",
            "_client = HttpClient(BaseAddress=Uri(Base), Timeout=TimeSpan.FromSeconds(300))",
            "Full = '{Base}/y'",
            "key = 'k'",
            "_key = key",
            "other = key",
            "Timeout = wait",
            "url = (Environment.GetEnvironmentVariable('X') ?? 'd')",
            "url = 'z'",
            "c = configuration.Livepeer:Url",
            "s = 'a\\b \"q\"'",
            "raw = 'a \"b\" c'",
            "d = Dictionary{model_id: 'm', k: 'v'}",
            "l = ['a']",
            "m = [1, 2]",
            "r = _client.PostAsync('{url}/x', StringContent(JsonSerializer.Serialize({model_id: 'm', p: p, Bar: foo.Bar})))",
            "B = 2",
        ]
    );
    let of_class = |name: &str| {
        module.bindings.iter().find(|binding| binding.name == name).and_then(|binding| binding.class.as_deref())
    };
    assert_eq!(of_class("other"), Some("Foo"));
    assert_eq!(of_class("url"), None);
    assert!(calls(&module).contains(&"r.Read(count=3)".to_owned()), "{:?}", calls(&module));
}
