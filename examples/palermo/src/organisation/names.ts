/** Given names and family names as they are common in Sicily; together they name nobody that we know of. */
const list = (names: string): readonly string[] => names.trim().split(/\s*,\s*/);

export const women = list(`
  Agata, Alessandra, Angela, Anna, Antonella, Barbara, Caterina, Chiara, Claudia, Concetta, Cristina, Daniela,
  Elena, Eleonora, Elisabetta, Federica, Francesca, Gabriella, Giovanna, Giulia, Giuseppina, Graziella, Irene,
  Laura, Loredana, Lucia, Marcella, Maria, Marina, Marta, Nunzia, Ornella, Paola, Patrizia, Rosalia, Rosaria,
  Santina, Silvia, Simona, Valeria
`);

export const men = list(`
  Agostino, Alessandro, Alfonso, Andrea, Angelo, Antonino, Benedetto, Calogero, Carlo, Carmelo, Ciro, Cosimo,
  Davide, Domenico, Emanuele, Fabio, Filippo, Francesco, Gaetano, Gaspare, Giacomo, Gioacchino, Giorgio,
  Giovanni, Giuseppe, Ignazio, Leonardo, Luigi, Marco, Massimo, Michele, Nicolò, Paolo, Pietro, Rosario,
  Salvatore, Sergio, Stefano, Vincenzo, Vito
`);

export const families = list(`
  Accardi, Agnello, Aiello, Alaimo, Albanese, Amato, Amodeo, Arena, Badalamenti, Balistreri, Barbera,
  Battaglia, Bellavia, Bonanno, Bonura, Bruno, Buscemi, Cacioppo, Calandra, Cammarata, Cannizzaro, Caruso,
  Castronovo, Catalano, Chiaramonte, Cusumano, D'Agostino, D'Angelo, Di Bella, Di Carlo, Di Fede, Di Giorgi,
  Di Maria, Di Salvo, Di Trapani, Fazio, Ferrante, Filippone, Galati, Gambino, Geraci, Giambrone, Giordano,
  Greco, Guarino, Inzerillo, La Barbera, La Mantia, La Rosa, Lanza, Lo Bianco, Lo Cascio, Lo Presti, Lo Verde,
  Lombardo, Macaluso, Maggio, Mancuso, Maniscalco, Marino, Mazzola, Messina, Milazzo, Mineo, Minì, Montalbano,
  Morello, Napoli, Noto, Orlando, Pagano, Palazzolo, Parisi, Pecoraro, Pizzo, Quartararo, Ribaudo, Riccobono,
  Rizzo, Romano, Ruggeri, Russo, Salamone, Sanfilippo, Scalia, Sciortino, Seidita, Spataro, Taormina,
  Terranova, Tomasello, Traina, Tumminello, Vaccaro, Valenti, Virga, Vitale, Zito
`);
