### Dlaczego serwer nie ma certyfikatu albo nie ma nowego: co, dlaczego, co zrobić. Na stronie i w terminalu.

tls-unreadable = nie można odczytać { $path } ({ $cause }); sprawdź plik, jego właściciela i uprawnienia
tls-not-written = nie można zapisać { $path } ({ $cause }); sprawdź właściciela i uprawnienia folderu oraz wolne miejsce
tls-no-certificate = w { $path } nie ma całego certyfikatu; potrzebny jest plik PEM, a w nim jako pierwszy certyfikat samego serwera
tls-no-key = w { $path } nie ma klucza prywatnego, którego można użyć; potrzebny jest plik PEM bez hasła
tls-mismatch = certyfikat z { $certificate } i klucz z { $key } do siebie nie pasują; połóż tam pliki z jednego wydania
tls-expired = certyfikat z { $path } wygasł; połóż tam nowy
tls-authority-damaged = { $path } jest uszkodzony: powinien zawierać klucz i certyfikat lokalnego urzędu; przywróć plik z kopii folderu danych. Gdy usuniesz go razem z server.key, powstanie nowy urząd, któremu trzeba będzie od nowa zaufać na każdym urządzeniu
tls-authority-missing = jest certyfikat wydany przez lokalny urząd ({ $issued }), a samego urzędu ({ $path }) brakuje; przywróć plik z kopii folderu danych. Gdy usuniesz oba pliki, powstanie nowy urząd, któremu trzeba będzie od nowa zaufać na każdym urządzeniu
tls-failed = nie udało się utworzyć certyfikatu: { $cause }
