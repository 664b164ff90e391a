//! What whoever runs the server as a service relies on: it tells the supervisor, logs for programs, gives numbers, answers.

use crate::harness::{Korob, Served, TestApp};
use std::os::unix::net::UnixDatagram;
use std::sync::mpsc;
use std::time::Duration;

#[test]
fn the_supervisor_hears_of_the_start_of_life_and_of_the_end() {
    let korob = Korob::office().0;
    let path = korob.data().with_file_name("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // As systemd does: a queue that nobody empties would hold up who writes to it.
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut text = [0; 200];
        while let Ok(length) = socket.recv(&mut text)
            && tell.send(String::from_utf8_lossy(&text[..length]).trim().to_owned()).is_ok()
        {}
    });
    let heard = || told.recv_timeout(Duration::from_secs(20)).unwrap();
    let mut command = korob.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "300000").env("KOROB_LOG_FORMAT", "json");
    command.env("KOROB_LOG", "debug");
    let served = Served::start(command);
    assert_eq!(heard(), "READY=1");
    assert_eq!([heard(), heard()], ["WATCHDOG=1", "WATCHDOG=1"]);
    let answered = korob.run(&["ping"]).expect(0).out;
    assert!(answered.contains("answers"), "{answered}");
    served.client().get("/login").expect(200);
    let (code, log) = served.stop();
    assert_eq!(code, 0);
    assert!(std::iter::repeat_with(heard).take(50).any(|message| message == "STOPPING=1"));
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["fields"]["path"] == "/login" && line["fields"]["status"] == 200), "{log}");
    let silent = korob.run(&["ping"]).expect(1);
    assert!(silent.err.contains("no server answers") && silent.err.lines().count() == 1, "{silent:?}");
}

#[test]
fn numbers_are_given_to_this_machine_and_to_administrators_programs() {
    let app = TestApp::start();
    app.as_("anna").get("/companies").expect(200);
    let told = app.anonymous().get("/metrics").expect(200);
    let text = told.text();
    for line in [
        "korob_http_request_duration_seconds_count{class=\"page\",method=\"GET\",status=\"200\"}",
        "korob_sessions 1",
        "korob_can_write 1",
        "korob_event_streams 0",
        "korob_write_queue ",
        "korob_commit_time_seconds_total ",
        "korob_memory_bytes ",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    assert!(!text.contains("tulapolis") && !text.contains("Анна") && text.ends_with("# EOF\n"), "{text}");
    // Through a proxy nobody is on this machine.
    let outside = |client: crate::harness::Client| client.with_header("X-Forwarded-For", "203.0.113.7").get("/metrics");
    outside(app.anonymous()).expect(403);
    outside(app.as_("anna")).expect(403);
    outside(app.api("olga")).expect(403);
    outside(app.api("anna")).expect(200);
}
